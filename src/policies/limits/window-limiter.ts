import type { Services } from '../../gateway/services.ts'
import { countOf, waitFor, type WindowAnswer, type WindowRequest } from '../../storage/window.ts'

/** Why a request does not pass. */
export interface LimitRefusal {
  readonly limit: number
  readonly windowMs: number
  /** Whole seconds, from 1; undefined when it would never pass. */
  readonly retryAfterSeconds: number | undefined
}

/** Judges requests against sliding windows. */
export interface WindowLimiter {
  judge(key: string, request: WindowRequest): Promise<LimitRefusal | undefined>
}

/** Asks the store first: over all processes that share it, no window ever holds more than its limit. */
export function createStrictLimiter({ storage }: Services): WindowLimiter {
  return {
    judge: async (key, request) => refusalOf(await storage.admit(key, request), request),
  }
}

/** Most windows an async limiter remembers. */
const mostRemembered = 10_000

interface Estimate {
  /** What the store said last, with its clock. */
  answer: WindowAnswer | undefined
  /** When it said so, by our clock. */
  at: number
  /** Admitted here since, and not told to the store. */
  pending: number
  isSyncing: boolean
}

/**
 * Answers at once from what the store said last and what was admitted here since, and tells the store in the background.
 * Processes learn of each other's requests a moment late, so together they may let more pass than the limit.
 */
export function createAsyncLimiter(services: Services, failed: (error: unknown) => void): WindowLimiter {
  const estimates = new Map<string, Estimate>()

  const sync = async (key: string, estimate: Estimate, request: WindowRequest): Promise<void> => {
    estimate.isSyncing = true
    const told = estimate.pending
    try {
      estimate.answer = await services.storage.admit(key, { ...request, cost: told, force: true })
      estimate.at = services.now()
    } catch (error) {
      failed(error)
    }
    // What a store that is away was not told is forgotten: it would be refused for ever otherwise.
    estimate.pending -= told
    estimate.isSyncing = false
    if (estimate.pending > 0) void sync(key, estimate, request)
  }

  return {
    judge(key, request) {
      const estimate = estimates.get(key) ?? { answer: undefined, at: 0, pending: 0, isSyncing: false }
      estimates.delete(key)
      estimates.set(key, estimate)
      if (estimates.size > mostRemembered) forgetOldest(estimates)
      const { answer } = estimate
      const now = (answer?.now ?? 0) + services.now() - estimate.at
      const entries = (answer?.entries ?? []).filter(({ at }) => at > now - request.windowMs)
      const cost = request.cost + estimate.pending
      if (countOf(entries) + cost > request.limit)
        return Promise.resolve(refusalOf({ admitted: false, entries, now }, { ...request, cost }))
      estimate.pending = cost
      if (!estimate.isSyncing) void sync(key, estimate, request)
      return Promise.resolve(undefined)
    },
  }
}

function forgetOldest(estimates: Map<string, Estimate>): void {
  const [oldest] = estimates.keys()
  if (oldest !== undefined) estimates.delete(oldest)
}

function refusalOf(answer: WindowAnswer, request: WindowRequest): LimitRefusal | undefined {
  if (answer.admitted) return undefined
  const wait = waitFor(answer.entries, request, answer.now)
  const retryAfterSeconds = wait === Infinity ? undefined : Math.max(1, Math.ceil(wait / 1000))
  return { limit: request.limit, windowMs: request.windowMs, retryAfterSeconds }
}
