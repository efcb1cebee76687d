const unitSeconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const

/** Seconds of a number or of a text such as `300`, `"300s"`, `"5m"`, `"1h"`, `"2d"`; undefined when it is neither. */
export function parseSeconds(value: number | string): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const match = /^\s*(\d{1,9})\s*([smhd]?)\s*$/.exec(value)
  if (match === null) return undefined
  return Number(match[1]) * unitSeconds[(match[2] || 's') as keyof typeof unitSeconds]
}
