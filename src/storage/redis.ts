import { Redis } from 'ioredis'
import { startHeartbeat } from './heartbeat.ts'
import { scripts } from './redis/scripts.ts'
import { stateUnavailable, StorageOpenError } from './errors.ts'
import type { Storage } from './storage.ts'
import { createVersions } from './versions.ts'
import { parseWindow, stepOf } from './window.ts'

/** How a Redis store behaves. */
export interface RedisStorageOptions {
  /** `redis:` or `rediss:` URL, without query. */
  readonly url: string
  /** What every key of this gateway starts with; default `sallyport:`. */
  readonly prefix?: string
  /** Longest time for a connection and for one command, milliseconds; default 5000. */
  readonly timeoutMs?: number
  /** Milliseconds between two looks whether the server is there; default 2000. */
  readonly heartbeatMs?: number
}

/**
 * Opens a store in a Redis server, version 6 or later. Every change is one script, so it is applied whole and no other
 * client comes between; ends are Redis's own. While the server is away each call fails at once.
 */
export async function openRedisStorage(options: RedisStorageOptions): Promise<Storage> {
  const redis = createClient(options)
  await connect(redis, options.url)
  const heartbeat = startHeartbeat({
    ping: () => redis.ping(),
    problem: 'The Redis server that keeps the state does not answer.',
    ...(options.heartbeatMs === undefined ? {} : { everyMs: options.heartbeatMs }),
  })
  return {
    ...createRedisStorage(redis, options.prefix ?? 'sallyport:'),
    problem: heartbeat.problem,
    close: async () => {
      heartbeat.stop()
      await redis.quit().catch(() => redis.disconnect())
    },
  }
}

function createClient({ url, timeoutMs = 5000 }: RedisStorageOptions): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    // Nothing waits for a server that is away, and nothing is sent twice: a compare-and-set that ran must not run again.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    scripts,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2000),
  })
  // Each call reports its own failure, and the heartbeat the state of the connection.
  redis.on('error', () => undefined)
  return redis
}

async function connect(redis: Redis, url: string): Promise<void> {
  // The event names the reason; the promise of connect only says that the connection closed.
  const failed = new Promise<never>((_resolve, reject) => redis.once('error', reject))
  try {
    await Promise.race([redis.connect(), failed])
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    const { host } = new URL(url)
    throw new StorageOpenError(
      `The Redis server at ${host} cannot keep the state (${reasonOf(error)}): start it, or correct SALLYPORT_STATE_URL.`,
      { cause: error },
    )
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
}

type Script = (...keysAndValues: readonly string[]) => Promise<unknown>
/** The client gets a method for each script; it sends the text once and its digest from then on. */
type ScriptedRedis = Record<keyof typeof scripts, Script>

function createRedisStorage(
  redis: Redis,
  prefix: string,
): Pick<Storage, 'get' | 'write' | 'replaceIf' | 'increment' | 'admit' | 'list'> {
  const nextVersion = createVersions()
  const recordPrefix = `${prefix}record:`
  const scripted = redis as unknown as ScriptedRedis
  const run = (script: keyof typeof scripts, ...values: readonly string[]): Promise<unknown> =>
    available(scripted[script](`${prefix}names`, `${prefix}ends`, recordPrefix, ...values))

  return {
    get: async (key) => {
      const record = await available(redis.get(recordPrefix + key))
      if (record === null) return undefined
      const space = record.indexOf(' ')
      return { version: record.slice(0, space), value: record.slice(space + 1) }
    },
    write: async (writes) => {
      if (writes.length === 0) return
      const values = writes.flatMap((write) =>
        'delete' in write
          ? ['delete', write.delete, '', '', '']
          : ['put', write.put, nextVersion(), write.value, ttlText(write.ttlMs)],
      )
      await run('sallyportWrite', ...values)
    },
    replaceIf: async (key, version, value, ttlMs) =>
      (await run('sallyportReplace', key, version ?? '', nextVersion(), value, ttlText(ttlMs))) === 1,
    increment: async (key, by, ttlMs) =>
      Number(await run('sallyportIncrement', key, String(by), nextVersion(), ttlText(ttlMs))),
    admit: async (key, request) => {
      const { limit, windowMs, cost, force } = request
      const numbers = [limit, windowMs, cost, force === true ? 1 : 0, stepOf(request)].map(String)
      const answer = (await run('sallyportAdmit', key, ...numbers, nextVersion())) as [number, string, string]
      return { admitted: answer[0] === 1, entries: parseWindow(answer[1]), now: Number(answer[2]) }
    },
    list: async (prefixOfKeys, limit) =>
      limit < 1 ? [] : ((await run('sallyportList', prefixOfKeys, String(limit))) as string[]),
  }
}

/** Redis takes whole milliseconds from 1; an absent TTL is an empty argument. */
function ttlText(ttlMs: number | 'keep' | undefined): string {
  if (ttlMs === undefined || ttlMs === 'keep') return ttlMs ?? ''
  return String(Math.max(1, Math.round(ttlMs)))
}

/** Errors of the connection are told apart from answers of the server, which are mistakes of ours. */
async function available<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (
      error instanceof Error &&
      error.name === 'ReplyError' &&
      !/^(LOADING|READONLY|OOM|MASTERDOWN)/.test(error.message)
    )
      throw error
    throw stateUnavailable(error)
  })
}
