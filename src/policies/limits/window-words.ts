/** A window of an option in milliseconds. */
export function windowMsOf(minutes: number): number {
  return Math.max(1, Math.round(minutes * 60_000))
}

/** How long a window is, for people: `a minute`, `90 seconds`. */
export function describeWindow(windowMs: number): string {
  const seconds = windowMs / 1000
  if (seconds === 60) return 'a minute'
  return seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`
}
