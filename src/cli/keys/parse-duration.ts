import { InvalidArgumentError } from 'commander'

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Parses `90s`, `30m`, `12h` or `7d` to milliseconds. */
export function parseDuration(text: string): number {
  const found = /^(\d{1,6})([smhd])$/.exec(text)
  if (found === null) throw new InvalidArgumentError('A duration is a number and s, m, h or d, such as 7d.')
  return Number(found[1]) * units[found[2] as keyof typeof units]
}
