import type { Storage } from '../../storage/storage.ts'

/** Keys that are listed at once. */
const batch = 1000
/** Records that are read at once. */
const atOnce = 50
/** What a hash in base64url may go on with. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A record and the key it is kept under. */
export interface ScannedRecord {
  readonly key: string
  readonly value: string
}

/**
 * Reads every record whose key is the prefix and a hash. Hashes are spread evenly, so a prefix that has too many keys
 * for one list is divided by the next character.
 */
export async function* scanRecords(
  storage: Storage,
  prefix: string,
  batchSize = batch,
): AsyncGenerator<ScannedRecord> {
  const keys = await storage.list(prefix, batchSize)
  if (keys.length < batchSize) {
    yield* readRecords(storage, keys)
    return
  }
  for (const next of alphabet) yield* scanRecords(storage, prefix + next, batchSize)
}

async function* readRecords(storage: Storage, keys: readonly string[]): AsyncGenerator<ScannedRecord> {
  for (let start = 0; start < keys.length; start += atOnce) {
    const some = keys.slice(start, start + atOnce)
    const values = await Promise.all(some.map((key) => storage.get(key)))
    for (const [index, key] of some.entries()) {
      const stored = values[index]
      if (stored !== undefined) yield { key, value: stored.value }
    }
  }
}
