import { afterAll, beforeAll, expect, test } from 'vitest'
import { killRepeatedly, type KillReport } from '../test/support/kill-repeatedly.ts'
import type { TestServer } from '../test/support/server-process.ts'
import { startPostgres } from '../test/support/start-postgres.ts'

/** 20 on every change, 200 at night. */
const kills = Number(process.env['SALLYPORT_KILLS'] ?? 20)
const timeout = 60_000 + kills * 10_000

let postgres: TestServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

/** Every phase was cut off, so the kills came where they were meant to. */
function judge(store: string, report: KillReport): void {
  console.log(`${kills} kills on ${store}: ${JSON.stringify(report)}`)
  expect(Object.entries(report.interrupted).filter(([, count]) => count === 0)).toEqual([])
  expect(report.heldOver).toBeGreaterThan(0)
}

test('kill -9 loses no sign-in and gives no code twice, on the file store', { timeout }, async () => {
  judge('the file store', await killRepeatedly(kills, {}))
})

test('kill -9 loses no sign-in and gives no code twice, on PostgreSQL', { timeout }, async () => {
  const environment = {
    SALLYPORT_STATE_URL: postgres.url,
    SALLYPORT_STATE_KEYS: `main:${Buffer.alloc(32, 7).toString('base64')}`,
  }
  judge('PostgreSQL', await killRepeatedly(kills, environment))
})
