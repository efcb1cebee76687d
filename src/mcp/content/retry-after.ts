/** The seconds to wait that a `Retry-After` field asks for (RFC 9110 section 10.2.3); undefined when it says nothing readable. */
export function readRetryAfter(field: string | undefined, now = Date.now()): number | undefined {
  if (field === undefined || field === '') return undefined
  if (/^\d{1,9}$/.test(field)) return Number(field)
  const at = Date.parse(field)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}

/** The same as a sentence for a model. */
export function retrySentence(seconds: number): string {
  return seconds === 1 ? 'Try again in 1 second.' : `Try again in ${seconds} seconds.`
}
