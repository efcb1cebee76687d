import type { ClassicLevel } from 'classic-level'
import type { CommitQueue } from './commit-queue.ts'
import { parseRecord } from './record.ts'

/** Writes between two steps of the sweep. */
const writesPerStep = 64
/** Entries looked at in one step. */
const entriesPerStep = 256

/** Forgets expired records a few at a time, walking the keys in order and starting over at the end. */
export interface Sweep {
  /** Called after every write; takes a step now and then. */
  afterWrite(): void
  /** Resolves when no step is under way. */
  idle(): Promise<void>
}

/** A sweep of the database; deletions go through the queue, so a record that was renewed meanwhile stays. */
export function createSweep(database: ClassicLevel, queue: CommitQueue, now: () => number): Sweep {
  let writes = 0
  let cursor = ''
  let step: Promise<void> | undefined

  const takeStep = async (): Promise<void> => {
    const rows = await database.iterator({ gt: cursor, limit: entriesPerStep }).all()
    cursor = rows.length < entriesPerStep ? '' : (rows.at(-1)?.[0] ?? '')
    const suspects = rows.filter(([, text]) => isExpired(parseRecord(text)?.expiresAt)).map(([key]) => key)
    const dead = suspects.filter((key) => isExpired(queue.current(key)?.expiresAt))
    await queue.commit(dead.map((key) => [key, undefined]))
  }

  const isExpired = (expiresAt: number | undefined): boolean => expiresAt !== undefined && expiresAt <= now()

  return {
    afterWrite: () => {
      writes += 1
      if (writes % writesPerStep !== 0 || step !== undefined) return
      // A failed step costs only disk space, and the write that failed with it reports the reason.
      step = takeStep()
        .catch(() => undefined)
        .finally(() => (step = undefined))
    },
    idle: async () => step,
  }
}
