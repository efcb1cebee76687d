import type { Storage, StorageWrite, StoredValue } from './storage.ts'
import { admitTo, formatWindow, lifeOf, parseWindow } from './window.ts'

/** How a memory store behaves. */
export interface MemoryStorageOptions {
  /** The clock, in milliseconds since 1970; default `Date.now`. */
  readonly now?: () => number
  /** Most entries kept, default 100,000; beyond it the oldest entry that has a TTL makes room. */
  readonly maxEntries?: number
}

interface Entry {
  readonly value: string
  readonly version: string
  readonly expiresAt: number
}

/** Expired entries looked for per write; small, so that no write pays for all. */
const sweptPerWrite = 8

/** A store that lives as long as the process: tests, and gateways that need no durable state. */
export function createMemoryStorage(options: MemoryStorageOptions = {}): Storage {
  const store = createEntries(options.now ?? Date.now, options.maxEntries ?? 100_000)
  return {
    get: async (key) => toStoredValue(store.live(key)),
    write: async (writes) => {
      for (const write of writes) applyWrite(store, write)
    },
    replaceIf: async (key, version, value, ttlMs) => {
      const before = store.live(key)
      if (before?.version !== version) return false
      store.put(key, value, ttlMs === 'keep' ? remaining(before, store.now()) : ttlMs)
      return true
    },
    increment: async (key, by, ttlMs) => {
      const before = store.live(key)
      const count = Number(before?.value ?? 0) + by
      store.put(key, String(count), before === undefined ? ttlMs : before.expiresAt - store.now())
      return count
    },
    admit: async (key, request) => {
      const now = store.now()
      const outcome = admitTo(parseWindow(store.live(key)?.value), request, now)
      if (outcome.admitted) store.put(key, formatWindow(outcome.entries), lifeOf(request))
      return { ...outcome, now }
    },
    list: async (prefix, limit) => store.list(prefix, limit),
    close: async () => store.clear(),
  }
}

/** The TTL that leaves an entry's end as it is. */
function remaining(entry: Entry | undefined, now: number): number | undefined {
  return entry === undefined || entry.expiresAt === Infinity ? undefined : entry.expiresAt - now
}

function toStoredValue(entry: Entry | undefined): StoredValue | undefined {
  return entry === undefined ? undefined : { value: entry.value, version: entry.version }
}

function applyWrite(store: Entries, write: StorageWrite): void {
  if ('delete' in write) store.remove(write.delete)
  else store.put(write.put, write.value, write.ttlMs)
}

type Entries = ReturnType<typeof createEntries>

function createEntries(now: () => number, maxEntries: number) {
  const entries = new Map<string, Entry>()
  let writes = 0
  let sweep = entries.entries()

  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key)
    return entry === undefined || entry.expiresAt <= now() ? undefined : entry
  }

  /** Looks at the next few entries and forgets the expired ones; a live Map iterator sees later insertions too. */
  const sweepSome = (): void => {
    for (let looked = 0; looked < sweptPerWrite; looked++) {
      const next = sweep.next()
      if (next.done === true) {
        sweep = entries.entries()
        return
      }
      const [key, entry] = next.value
      if (entry.expiresAt <= now()) entries.delete(key)
    }
  }

  const makeRoom = (): void => {
    let victim: string | undefined
    for (const [key, entry] of entries) {
      if (entry.expiresAt === Number.POSITIVE_INFINITY) continue
      victim = key
      break
    }
    if (victim === undefined)
      throw new Error(`The memory store is full: ${maxEntries} entries without a TTL.`)
    entries.delete(victim)
  }

  const put = (key: string, value: string, ttlMs: number | undefined): void => {
    sweepSome()
    if (entries.size >= maxEntries && !entries.has(key)) makeRoom()
    writes += 1
    // Deleted first, so that the Map's order is the order of the last writes.
    entries.delete(key)
    entries.set(key, {
      value,
      version: String(writes),
      expiresAt: ttlMs === undefined ? Infinity : now() + ttlMs,
    })
  }

  const list = (prefix: string, limit: number): string[] =>
    [...entries.keys()]
      .filter((key) => key.startsWith(prefix) && live(key) !== undefined)
      .sort()
      .slice(0, limit)

  return { now, live, put, list, remove: (key: string) => entries.delete(key), clear: () => entries.clear() }
}
