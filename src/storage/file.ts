import { mkdir } from 'node:fs/promises'
import { ClassicLevel } from 'classic-level'
import { createCommitQueue, type Change, type CommitQueue } from './file/commit-queue.ts'
import { formatRecord, type StoredRecord } from './file/record.ts'
import { createSweep } from './file/sweep.ts'
import { createWindows } from './file/windows.ts'
import { StorageOpenError } from './errors.ts'
import type { Storage, StorageWrite } from './storage.ts'
import { createVersions } from './versions.ts'

/** How a file store behaves. */
export interface FileStorageOptions {
  /** The clock, in milliseconds since 1970; default `Date.now`. */
  readonly now?: () => number
}

/**
 * Opens the durable store in a folder (created with mode 0700 when absent). Every write is synced to the disk before its
 * promise resolves, so it survives `kill -9`. One process at a time: a second one gets an error that says so.
 */
export async function openFileStorage(folder: string, options: FileStorageOptions = {}): Promise<Storage> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const database = new ClassicLevel(folder)
  await database.open().catch((error: unknown) => {
    throw new StorageOpenError(explainOpenFailure(folder, error), { cause: error })
  })
  return createFileStorage(database, options.now ?? Date.now)
}

function explainOpenFailure(folder: string, error: unknown): string {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = reason instanceof Error && 'code' in reason ? reason.code : undefined
  if (code === 'LEVEL_LOCKED') {
    return `The state folder ${folder} is in use by another process: a file store serves one process at a time, so stop that one, share a Redis or PostgreSQL server through SALLYPORT_STATE_URL, or give this one a folder of its own with SALLYPORT_STATE_DIR.`
  }
  return `The state folder ${folder} cannot be opened: ${reason instanceof Error ? reason.message : String(reason)}.`
}

function createFileStorage(database: ClassicLevel, now: () => number): Storage {
  const queue = createCommitQueue(database)
  const sweep = createSweep(database, queue, now)
  const nextRecord = createRecordMaker(now)
  const live = (key: string): StoredRecord | undefined => onlyLive(queue.current(key), now)

  const commit = async (changes: readonly Change[]): Promise<void> => {
    await queue.commit(changes)
    sweep.afterWrite()
  }

  const windows = createWindows({
    now,
    read: (key) => live(key)?.value,
    write: (changes) =>
      commit(changes.map(({ key, value, ttlMs }) => [key, nextRecord(value, ttlMs)] as const)),
  })

  return {
    get: async (key) => {
      const record = live(key)
      return record === undefined ? undefined : { value: record.value, version: record.version }
    },
    write: (writes) => commit(writes.map((write) => toChange(write, nextRecord))),
    replaceIf: async (key, version, value, ttlMs) => {
      const before = live(key)
      if (before?.version !== version) return false
      await commit([[key, nextRecord(value, ttlMs === 'keep' ? remaining(before, now()) : ttlMs)]])
      return true
    },
    increment: async (key, by, ttlMs) => {
      const before = live(key)
      const count = Number(before?.value ?? 0) + by
      await commit([
        [key, nextRecord(String(count), before === undefined ? ttlMs : before.expiresAt - now())],
      ])
      return count
    },
    admit: async (key, request) => windows.admit(key, request),
    list: (prefix, limit) => listKeys(database, queue, now, prefix, limit),
    close: async () => {
      await windows.close()
      await sweep.idle()
      await queue.drain()
      await database.close()
    },
  }
}

function createRecordMaker(now: () => number): (value: string, ttlMs: number | undefined) => string {
  const nextVersion = createVersions()
  return (value, ttlMs) => {
    const expiresAt = ttlMs === undefined ? Number.POSITIVE_INFINITY : now() + ttlMs
    return formatRecord({ expiresAt, version: nextVersion(), value })
  }
}

function toChange(
  write: StorageWrite,
  nextRecord: (value: string, ttlMs: number | undefined) => string,
): Change {
  return 'delete' in write ? [write.delete, undefined] : [write.put, nextRecord(write.value, write.ttlMs)]
}

/** The TTL that leaves a record's end as it is. */
function remaining(record: StoredRecord | undefined, now: number): number | undefined {
  return record === undefined || record.expiresAt === Infinity ? undefined : record.expiresAt - now
}

function onlyLive(record: StoredRecord | undefined, now: () => number): StoredRecord | undefined {
  return record === undefined || record.expiresAt <= now() ? undefined : record
}

async function listKeys(
  database: ClassicLevel,
  queue: CommitQueue,
  now: () => number,
  prefix: string,
  limit: number,
): Promise<readonly string[]> {
  const keys: string[] = []
  await queue.drain()
  for await (const key of database.keys({ gte: prefix })) {
    if (!key.startsWith(prefix) || keys.length >= limit) break
    if (onlyLive(queue.current(key), now) !== undefined) keys.push(key)
  }
  return keys
}
