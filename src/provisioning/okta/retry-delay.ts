/** How one try of a call ended. */
export interface TryOutcome {
  /** Undefined: no answer arrived. */
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string | undefined>>
  /** How many tries came before. */
  readonly earlierTries: number
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Tries after which a limit or a lock is given up. */
const mostWaits = 8
/** Tries after which a failing server or network is given up. */
const mostFailures = 4
/** Longest wait that is believed, in milliseconds: Okta's windows are a minute. */
const longestWait = 90_000

/**
 * Milliseconds to wait before a call is tried again; undefined when it should not be. A 429 says when its window ends
 * (`X-Rate-Limit-Reset`, by the server's own clock), a 423 ends by itself, and a failing server gets a few chances.
 */
export function retryDelay(outcome: TryOutcome): number | undefined {
  const { status, earlierTries } = outcome
  if (status === 429)
    return earlierTries < mostWaits ? (untilReset(outcome) ?? backoff(earlierTries)) : undefined
  if (status === 423) return earlierTries < mostWaits ? backoff(earlierTries) : undefined
  if (status === undefined || status >= 500)
    return earlierTries < mostFailures ? backoff(earlierTries) : undefined
  return undefined
}

function untilReset({ headers, now }: TryOutcome): number | undefined {
  const reset = Number(headers['x-rate-limit-reset'])
  if (!Number.isFinite(reset) || reset <= 0) return undefined
  const serverNow = Date.parse(headers['date'] ?? '')
  const wait = reset * 1000 - (Number.isNaN(serverNow) ? now : serverNow) + 1000
  return Math.min(Math.max(wait, 0), longestWait)
}

function backoff(earlierTries: number): number {
  return Math.min(250 * 2 ** earlierTries, 8000)
}
