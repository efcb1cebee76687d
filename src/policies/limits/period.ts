const hourMs = 3_600_000

/** Periods that have the same length each time. */
const lengths = { hourly: hourMs, daily: 24 * hourMs, weekly: 7 * 24 * hourMs } as const

/** How often a quota is renewed. */
export type PeriodName = keyof typeof lengths | 'monthly'

/** One period, milliseconds since 1970; its end is the start of the next. */
export interface Period {
  readonly start: number
  readonly end: number
}

/** The period that holds `now`, of those that begin at the anchor, one after the other, in both directions; in UTC. */
export function periodAt(name: PeriodName, anchor: number, now: number): Period {
  if (name === 'monthly') return monthAt(new Date(anchor), new Date(now))
  const length = lengths[name]
  const start = anchor + Math.floor((now - anchor) / length) * length
  return { start, end: start + length }
}

function monthAt(anchor: Date, now: Date): Period {
  const years = now.getUTCFullYear() - anchor.getUTCFullYear()
  const sameMonth = years * 12 + now.getUTCMonth() - anchor.getUTCMonth()
  const count = monthsAfter(anchor, sameMonth) > now.getTime() ? sameMonth - 1 : sameMonth
  return { start: monthsAfter(anchor, count), end: monthsAfter(anchor, count + 1) }
}

/** Always counted from the anchor: one on the 31st is on the 28th in February, and on the 31st again in March. */
function monthsAfter(anchor: Date, count: number): number {
  const [year, month] = [anchor.getUTCFullYear(), anchor.getUTCMonth() + count]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const midnight = Date.UTC(year, month, Math.min(anchor.getUTCDate(), lastDay))
  return midnight + (anchor.getTime() - Date.UTC(year, anchor.getUTCMonth(), anchor.getUTCDate()))
}
