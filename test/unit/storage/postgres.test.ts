import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgresStorage } from '../../../src/storage/postgres.ts'
import { raceProcesses } from '../../support/race-processes.ts'
import type { TestServer } from '../../support/server-process.ts'
import { postgresIsHere, startPostgres } from '../../support/start-postgres.ts'
import { describeStorageContract } from '../../support/storage-contract.ts'

describe.skipIf(!postgresIsHere)('the PostgreSQL store', () => {
  let server: TestServer
  let admin: pg.Pool
  beforeAll(async () => {
    server = await startPostgres()
    admin = new pg.Pool({ connectionString: server.url, max: 1 })
    admin.on('error', () => undefined)
  })
  afterAll(async () => {
    await admin.end()
    await server.remove()
  })

  let stores = 0
  const newSchema = (): string => `test${(stores += 1)}`

  /** Brings the end of every row nearer. */
  const advance = (schema: string, milliseconds: number): Promise<unknown> =>
    admin.query(
      `UPDATE "${schema}".entries SET expires_at = expires_at - $1::float8 * interval '1 millisecond'`,
      [milliseconds],
    )

  describeStorageContract(async () => {
    const schema = newSchema()
    const store = await openPostgresStorage({ url: server.url, schema })
    return { store, advance: (milliseconds) => advance(schema, milliseconds) }
  })

  test('four processes lose no step, share no slot and admit no more than a window holds', async () => {
    const options = { url: server.url, schema: newSchema() }
    const store = await openPostgresStorage(options)
    await raceProcesses(store, 'src/storage/postgres.ts', 'openPostgresStorage', options)
    await store.close()
  })

  test('gateways that start at once make the tables once, and each schema is by itself', async () => {
    const schema = newSchema()
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => openPostgresStorage({ url: server.url, schema, connections: 2 })),
    )
    const other = await openPostgresStorage({ url: server.url, schema: newSchema() })
    await opened[0]?.write([{ put: 'k', value: 'v' }])
    expect((await opened[3]?.get('k'))?.value).toBe('v')
    expect(await other.list('', 10)).toEqual([])
    expect((await admin.query(`SELECT version FROM "${schema}".migrations`)).rows).toEqual([{ version: 1 }])
    await Promise.all([...opened, other].map((store) => store.close()))
  })

  test('batches that meet in opposite order both arrive', async () => {
    const store = await openPostgresStorage({ url: server.url, schema: newSchema() })
    const keys = Array.from({ length: 50 }, (_, index) => `k:${index}`)
    await store.write(keys.map((put) => ({ put, value: '' })))
    const rounds = Array.from({ length: 40 }, (_, round) => (round % 2 === 0 ? keys : [...keys].reverse()))
    await Promise.all(
      rounds.map((order, round) =>
        store.write(
          order.map((key) => (round % 3 === 0 ? { delete: key } : { put: key, value: `${round}` })),
        ),
      ),
    )
    await store.write(keys.map((put) => ({ put, value: 'last' })))
    expect(await store.list('k:', 100)).toHaveLength(50)
    await store.close()
  })

  test('expired rows leave the server without being asked for', async () => {
    const schema = newSchema()
    const store = await openPostgresStorage({ url: server.url, schema, sweepMs: 20 })
    const puts = Array.from({ length: 2500 }, (_, index) => ({ put: `dead:${index}`, value: '', ttlMs: 1 }))
    await store.write([...puts, { put: 'live', value: '', ttlMs: 60_000 }, { put: 'endless', value: '' }])
    const rows = async (): Promise<unknown> =>
      (await admin.query(`SELECT key FROM "${schema}".entries ORDER BY key`)).rows
    await expect.poll(rows, { timeout: 10_000 }).toEqual([{ key: 'endless' }, { key: 'live' }])
    await store.close()
  })

  test('while the server is away calls fail and the problem is known; afterwards all is well', async () => {
    const store = await openPostgresStorage({ url: server.url, schema: newSchema(), heartbeatMs: 20 })
    await store.write([{ put: 'k', value: 'kept' }])
    expect(store.problem?.()).toBeUndefined()
    await server.stop()
    await expect.poll(() => store.problem?.()).toMatch(/^The PostgreSQL server .* does not answer\.$/)
    await expect(store.get('k')).rejects.toMatchObject({ code: 'SALLYPORT_STATE_UNAVAILABLE' })
    await server.start()
    await expect.poll(() => store.problem?.(), { timeout: 10_000 }).toBeUndefined()
    expect((await store.get('k'))?.value).toBe('kept')
    await store.close()
  })

  test('a statement that does not end is given up', async () => {
    const schema = newSchema()
    const store = await openPostgresStorage({ url: server.url, schema, timeoutMs: 300 })
    await store.write([{ put: 'k', value: 'v' }])
    const client = await admin.connect()
    await client.query(`BEGIN; LOCK TABLE "${schema}".entries IN ACCESS EXCLUSIVE MODE`)
    await expect(store.get('k')).rejects.toMatchObject({ code: 'SALLYPORT_STATE_UNAVAILABLE' })
    await client.query('ROLLBACK')
    client.release()
    expect((await store.get('k'))?.value).toBe('v')
    await store.close()
  })

  test('opening says in one sentence why it failed, and never the password', async () => {
    const failure = async (url: string): Promise<string> =>
      String(await openPostgresStorage({ url }).catch((error: unknown) => error))
    expect(await failure('postgres://me:hidden@127.0.0.1:1/db')).toMatch(
      /^StorageOpenError: The PostgreSQL server at 127\.0\.0\.1:1 cannot keep the state \([^)]*ECONNREFUSED[^)]*\): start it, or correct SALLYPORT_STATE_URL\.$/,
    )
    const unknown = await failure(
      server.url.replace(/postgres@(.*)\/postgres$/, 'postgres:hidden@$1/nowhere'),
    )
    expect(unknown).toContain('database "nowhere" does not exist')
    expect(unknown).not.toContain('hidden')
  })
})
