import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgresStorage } from '../../../../src/storage/postgres.ts'
import type { TestServer } from '../../../support/server-process.ts'
import { postgresIsHere, startPostgres } from '../../../support/start-postgres.ts'

describe.skipIf(!postgresIsHere)('the tables', () => {
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

  test('of a later release are left alone', async () => {
    await (await openPostgresStorage({ url: server.url, schema: 'later' })).close()
    await admin.query('UPDATE "later".migrations SET version = 2')
    await expect(openPostgresStorage({ url: server.url, schema: 'later' })).rejects.toThrow(
      'the tables of schema "later" belong to a later release',
    )
  })

  test('need the right to create only once', async () => {
    await admin.query('CREATE ROLE reader LOGIN')
    const url = server.url.replace('postgres@', 'reader@')
    await expect(openPostgresStorage({ url, schema: 'given' })).rejects.toThrow(
      /permission denied for database/,
    )
    await (await openPostgresStorage({ url: server.url, schema: 'given' })).close()
    await admin.query('GRANT USAGE ON SCHEMA given TO reader')
    await admin.query('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA given TO reader')
    const store = await openPostgresStorage({ url, schema: 'given' })
    expect(await store.increment('c', 1, 60_000)).toBe(1)
    await store.close()
  })
})
