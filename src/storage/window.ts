/** A request to be counted in a sliding window. */
export interface WindowRequest {
  /** Most that the window may hold, from 1. */
  readonly limit: number
  /** Length of the window, whole milliseconds from 1. */
  readonly windowMs: number
  /** How much this request counts, a whole number from 1. */
  readonly cost: number
  /** True for what happened already: it is counted even where it does not fit. Default: false. */
  readonly force?: boolean
}

/** What became of a request. */
export interface WindowAnswer {
  readonly admitted: boolean
  /** What the window holds now. */
  readonly entries: readonly WindowEntry[]
  /** The clock of the store, milliseconds since 1970. */
  readonly now: number
}

/** What was admitted at one time. */
export interface WindowEntry {
  /** Milliseconds since 1970; never before the admission. */
  readonly at: number
  readonly count: number
}

/** Most different times that a window keeps; larger limits share them. */
const mostTimes = 60

/**
 * The times of a window are rounded up to this many milliseconds. Up to 60 admissions each keep their own time; beyond
 * that what was admitted leaves the window up to a sixtieth of its length later, so that no rounding admits too much.
 */
export function stepOf({ limit, windowMs }: Pick<WindowRequest, 'limit' | 'windowMs'>): number {
  return limit <= mostTimes ? 1 : Math.max(1, Math.ceil(windowMs / mostTimes))
}

/** Counts a request in a window unless it would then hold more than its limit. */
export function admitTo(
  entries: readonly WindowEntry[],
  request: WindowRequest,
  now: number,
): Pick<WindowAnswer, 'admitted' | 'entries'> {
  const kept = entries.filter(({ at }) => at > now - request.windowMs)
  if (request.force !== true && countOf(kept) + request.cost > request.limit)
    return { admitted: false, entries: kept }
  const step = stepOf(request)
  const last = kept.at(-1)
  const at = Math.max(Math.ceil(now / step) * step, last?.at ?? 0)
  if (last?.at !== at) return { admitted: true, entries: [...kept, { at, count: request.cost }] }
  return { admitted: true, entries: [...kept.slice(0, -1), { at, count: last.count + request.cost }] }
}

/** What the entries come to. */
export function countOf(entries: readonly WindowEntry[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0)
}

/** Milliseconds until a request fits, when nothing else is admitted meanwhile; infinite when it is larger than the limit. */
export function waitFor(entries: readonly WindowEntry[], request: WindowRequest, now: number): number {
  let excess = countOf(entries) + request.cost - request.limit
  if (excess <= 0) return 0
  for (const { at, count } of entries) {
    excess -= count
    if (excess <= 0) return Math.max(0, at + request.windowMs - now)
  }
  return Number.POSITIVE_INFINITY
}

/** How long a store must keep a window after an admission, milliseconds. */
export function lifeOf(request: WindowRequest): number {
  return request.windowMs + stepOf(request)
}

/** True for the text of a window, which stores compute with, so that it is never sealed. */
export function isWindowText(text: string): boolean {
  return /^window(?: \d{1,16}:\d{1,16})*$/.test(text)
}

/** The entries as text, oldest first: `window 1700000000000:2 1700000000500:1`. */
export function formatWindow(entries: readonly WindowEntry[]): string {
  return ['window', ...entries.map(({ at, count }) => `${at}:${count}`)].join(' ')
}

/** Reads what {@link formatWindow} wrote, in whatever store. */
export function parseWindow(text: string | undefined): readonly WindowEntry[] {
  if (text === undefined) return []
  return text
    .split(' ')
    .slice(1)
    .map((entry) => {
      const colon = entry.indexOf(':')
      return { at: Number(entry.slice(0, colon)), count: Number(entry.slice(colon + 1)) }
    })
}
