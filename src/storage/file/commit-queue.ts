import type { ClassicLevel } from 'classic-level'
import { parseRecord, type StoredRecord } from './record.ts'

/** A change of one key on its way to the disk: a record as text, or undefined for a deletion. */
export type Change = readonly [key: string, record: string | undefined]

interface Group {
  readonly changes: Map<string, string | undefined>
  readonly done: Promise<void>
  readonly settle: { resolve: () => void; reject: (error: unknown) => void }
}

/**
 * Takes changes in the order they are decided and writes them in groups, one synced batch at a time: callers that arrive
 * while a batch is on its way share the next one. `current` sees changes that are not on the disk yet, so a decision
 * made on it (compare-and-set, counters) cannot be overtaken by another.
 */
export interface CommitQueue {
  /** The newest record of the key, durable or not. */
  current(key: string): StoredRecord | undefined
  /** Resolves when the changes have reached the disk, all of them or none. */
  commit(changes: readonly Change[]): Promise<void>
  /** Resolves when nothing is on its way. */
  drain(): Promise<void>
}

/** A commit queue over an open database. */
export function createCommitQueue(database: ClassicLevel): CommitQueue {
  let waiting: Group | undefined
  let inFlight: Group | undefined

  const run = async (): Promise<void> => {
    while (waiting !== undefined) {
      const group = waiting
      inFlight = group
      waiting = undefined
      await writeGroup(database, group).then(group.settle.resolve, group.settle.reject)
      inFlight = undefined
    }
  }

  const current = (key: string): StoredRecord | undefined => {
    for (const group of [waiting, inFlight]) {
      if (group?.changes.has(key) !== true) continue
      const text = group.changes.get(key)
      return text === undefined ? undefined : parseRecord(text)
    }
    const text = database.getSync(key)
    return text === undefined ? undefined : parseRecord(text)
  }

  const commit = (changes: readonly Change[]): Promise<void> => {
    if (changes.length === 0) return Promise.resolve()
    const idle = waiting === undefined && inFlight === undefined
    waiting ??= createGroup()
    const group = waiting
    for (const [key, record] of changes) group.changes.set(key, record)
    if (idle) void run()
    return group.done
  }

  const drain = async (): Promise<void> => {
    await Promise.allSettled([inFlight?.done, waiting?.done])
  }

  return { current, commit, drain }
}

function createGroup(): Group {
  let settle: Group['settle'] = { resolve: () => undefined, reject: () => undefined }
  const done = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { changes: new Map(), done, settle }
}

async function writeGroup(database: ClassicLevel, group: Group): Promise<void> {
  const operations = [...group.changes].map(([key, value]) =>
    value === undefined ? { type: 'del' as const, key } : { type: 'put' as const, key, value },
  )
  await database.batch(operations, { sync: true })
}
