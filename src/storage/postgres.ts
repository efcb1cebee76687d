import pg from 'pg'
import { startHeartbeat } from './heartbeat.ts'
import { migrate } from './postgres/migrate.ts'
import { createStatements, type Statements } from './postgres/statements.ts'
import { stateUnavailable, StorageOpenError } from './errors.ts'
import type { Storage, StorageWrite } from './storage.ts'
import { createVersions } from './versions.ts'
import { parseWindow, stepOf } from './window.ts'

/** How a PostgreSQL store behaves. */
export interface PostgresStorageOptions {
  /** `postgres:` or `postgresql:` URL; its query may hold what the driver knows, such as `sslmode`. */
  readonly url: string
  /** Schema of the tables, a plain identifier; default `sallyport`. */
  readonly schema?: string
  /** Most connections; default 10. */
  readonly connections?: number
  /** Longest time for a connection and for one statement, milliseconds; default 5000. */
  readonly timeoutMs?: number
  /** Milliseconds between two looks whether the server is there; default 2000. */
  readonly heartbeatMs?: number
  /** Milliseconds between two sweeps of expired rows; default 30,000. */
  readonly sweepMs?: number
}

/** Calls that may wait for a connection; more than these fail at once. */
const mostWaiting = 1000
/** Expired rows removed by one statement. */
const sweepBatch = 1000

/**
 * Opens a store in a PostgreSQL database, version 12 or later, and makes its tables when they are not there. Every
 * change is one statement; ends are told by the clock of the server, so gateways need not agree about the time.
 */
export async function openPostgresStorage(options: PostgresStorageOptions): Promise<Storage> {
  const schema = options.schema ?? 'sallyport'
  const pool = createPool(options)
  await migrate(pool, schema).catch(async (error: unknown) => {
    await pool.end()
    throw new StorageOpenError(
      `The PostgreSQL server at ${hostOf(options.url)} cannot keep the state (${reasonOf(error)}): start it, or correct SALLYPORT_STATE_URL.`,
      { cause: error },
    )
  })
  const statements = createStatements(schema)
  const stopSweep = startSweep(pool, statements.sweep, options.sweepMs ?? 30_000)
  const heartbeat = startHeartbeat({
    ping: () => pool.query('SELECT 1'),
    problem: 'The PostgreSQL server that keeps the state does not answer.',
    ...(options.heartbeatMs === undefined ? {} : { everyMs: options.heartbeatMs }),
  })
  return {
    ...createPostgresStorage(pool, statements),
    problem: heartbeat.problem,
    close: async () => {
      heartbeat.stop()
      await stopSweep()
      await pool.end()
    },
  }
}

function createPool({ url, connections = 10, timeoutMs = 5000 }: PostgresStorageOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
    // A little later than the server's own, for a server that no longer answers at all.
    query_timeout: timeoutMs + 500,
    keepAlive: true,
    application_name: 'sallyport',
  })
  // A connection that ends while it is idle is replaced by the next call.
  pool.on('error', () => undefined)
  return pool
}

function hostOf(url: string): string {
  const { host } = new URL(url)
  return host === '' ? 'its socket' : host
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
}

function startSweep(pool: pg.Pool, statement: string, everyMs: number): () => Promise<void> {
  let sweeping: Promise<void> | undefined
  let stopped = false
  const sweep = async (): Promise<void> => {
    for (let removed = sweepBatch; removed === sweepBatch && !stopped;) {
      removed = (await pool.query(statement, [sweepBatch])).rowCount ?? 0
    }
  }
  const timer = setInterval(() => {
    // A failed sweep costs only space, and the heartbeat tells of a server that is away.
    sweeping ??= sweep()
      .catch(() => undefined)
      .finally(() => (sweeping = undefined))
  }, everyMs)
  return async () => {
    stopped = true
    clearInterval(timer)
    await sweeping
  }
}

interface AdmitRow extends pg.QueryResultRow {
  readonly value: string
  readonly admitted: boolean
  readonly now: string
}

type Operations = Pick<Storage, 'get' | 'write' | 'replaceIf' | 'increment' | 'admit' | 'list'>

function createPostgresStorage(pool: pg.Pool, statements: Statements): Operations {
  const nextVersion = createVersions()
  return {
    get: async (key) =>
      (await query<{ value: string; version: string }>(pool, statements.get, [key])).rows[0],
    write: async (writes) => {
      if (writes.length > 0) await query(pool, statements.write, toColumns(writes, nextVersion))
    },
    replaceIf: async (key, version, value, ttlMs) => {
      const keeps = ttlMs === 'keep'
      const parameters = [key, value, nextVersion(), keeps ? null : (ttlMs ?? null)]
      const { rowCount } =
        version === undefined
          ? await query(pool, statements.create, parameters)
          : await query(pool, statements.replace, [...parameters, version, keeps])
      return rowCount === 1
    },
    increment: async (key, by, ttlMs) => {
      const parameters = [key, by, nextVersion(), ttlMs]
      const { rows } = await query<{ value: string }>(pool, statements.increment, parameters)
      return Number(rows[0]?.value)
    },
    admit: async (key, request) => {
      const { limit, windowMs, cost, force = false } = request
      const step = stepOf(request)
      const parameters = [key, nextVersion(), windowMs, cost, limit, step, force]
      const { rows } = await query<AdmitRow>(pool, statements.admit, parameters)
      const [row] = rows
      if (row === undefined) throw new Error('A window was neither made nor changed.')
      return { admitted: row.admitted, entries: parseWindow(row.value), now: Number(row.now) }
    },
    list: async (prefix, limit) => {
      const { rows } = await query<{ key: string }>(pool, statements.list, [prefix, Math.max(0, limit)])
      return rows.map(({ key }) => key)
    },
  }
}

/** The last write of each key, as columns; in the order of the keys, so that two batches seldom wait for each other. */
function toColumns(writes: readonly StorageWrite[], nextVersion: () => string): unknown[] {
  const last = new Map(writes.map((write) => ['delete' in write ? write.delete : write.put, write]))
  const sorted = [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, write]) => write)
  const deleted = sorted.flatMap((write) => ('delete' in write ? [write.delete] : []))
  const puts = sorted.flatMap((write) => ('delete' in write ? [] : [write]))
  return [
    deleted,
    puts.map(({ put }) => put),
    puts.map(({ value }) => value),
    puts.map(() => nextVersion()),
    puts.map(({ ttlMs }) => ttlMs ?? null),
  ]
}

/** SQLSTATEs after which nothing was done and the same statement may succeed: serialization failure, deadlock. */
const repeatable = new Set(['40001', '40P01'])
/** Classes of SQLSTATE that tell of the server's state, not of our statement: connection, resources, intervention. */
const unavailable = /^(08|53|57|58)/

async function query<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  text: string,
  parameters: unknown[],
): Promise<pg.QueryResult<Row>> {
  if (pool.waitingCount >= mostWaiting)
    throw stateUnavailable(new Error(`${mostWaiting} calls are waiting for a connection.`))
  for (let attempt = 1; ; attempt++) {
    try {
      return await pool.query<Row>(text, parameters)
    } catch (error) {
      const state = error instanceof pg.DatabaseError ? error.code : undefined
      if (state !== undefined && repeatable.has(state) && attempt < 4) continue
      if (state !== undefined && !unavailable.test(state)) throw error
      throw stateUnavailable(error)
    }
  }
}
