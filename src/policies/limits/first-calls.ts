import { LRUCache } from 'lru-cache'
import type { Services } from '../../gateway/services.ts'
import { counterKey } from './keys.ts'
import { periodAt, type PeriodName } from './period.ts'

/** Most callers whose first call a process remembers; of the others it asks the store. */
const mostRemembered = 10_000

/** Knows when callers came first, which is where their periods begin. */
export interface FirstCalls {
  /** Milliseconds since 1970; now, when the caller was not here since the period before this. */
  of(parts: readonly string[]): Promise<number>
}

/** Keeps first calls in the store, for as long as a caller comes in every period. */
export function createFirstCalls(services: Services, name: PeriodName): FirstCalls {
  const { storage } = services
  const remembered = new LRUCache<string, { readonly at: number; readonly until: number }>({
    max: mostRemembered,
  })

  const readOrWrite = async (key: string): Promise<number> => {
    const now = services.now()
    const stored = await storage.get(key)
    const at = stored === undefined ? now : Number(stored.value)
    const { start, end } = periodAt(name, at, now)
    const isWritten = await storage.replaceIf(key, stored?.version, String(at), 2 * end - start - now)
    // Another gateway saw the first call a moment before.
    if (stored === undefined && !isWritten) return readOrWrite(key)
    remembered.set(key, { at, until: end })
    return at
  }

  return {
    async of(parts) {
      const key = counterKey(services, ['first-call', ...parts])
      const known = remembered.get(key)
      return known !== undefined && services.now() < known.until ? known.at : readOrWrite(key)
    },
  }
}
