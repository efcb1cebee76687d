import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../../support/authorization-server-world.ts'
import { createBrowser, type Landing } from '../../../../support/browser.ts'
import { startDevice } from '../../../../support/device-flow.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'

let world: AuthorizationServerWorld
let now = Date.now()
beforeAll(async () => {
  world = await startAuthorizationServerWorld({ storage: createMemoryStorage({ now: () => now }) })
})
afterAll(() => world.close())
beforeEach(() => {
  now += 3_600_000
})

async function type(code: string): Promise<Landing> {
  const browser = createBrowser()
  return browser.submit(await browser.follow(`${world.issuer}/activate`), { user_code: code })
}

function wrongCode(index: number): string {
  return `BCDFGHJ${'BCDFGHJKLMNPQRSTVWXZ'.charAt(index % 20)}${'B'.repeat(Math.floor(index / 20))}`
}

test('guessing stops for an address after twenty wrong codes, and goes on ten minutes later', async () => {
  for (let index = 0; index < 20; index++) expect((await type(wrongCode(index))).response.status).toBe(400)
  const stopped = await type(wrongCode(20))
  expect(stopped.response.status).toBe(429)
  expect(stopped.html).toContain('Too many codes were tried.')
  const device = await startDevice(world.issuer)
  expect((await type(device.userCode)).response.status).toBe(429)
  now += 600_000
  expect((await type(device.userCode)).html).toContain('name="password"')
})

test('guesses at the same moment are bounded too', async () => {
  const pages = await Promise.all(Array.from({ length: 30 }, (_, index) => type(wrongCode(index))))
  expect(pages.filter(({ response }) => response.status === 400)).toHaveLength(20)
})

test('one code that many people type is stopped, and other codes are not', async () => {
  const [sent, other] = [await startDevice(world.issuer), await startDevice(world.issuer)]
  for (let person = 0; person < 10; person++) expect((await type(sent.userCode)).response.status).toBe(200)
  expect((await type(sent.userCode)).response.status).toBe(429)
  expect((await type(other.userCode)).response.status).toBe(200)
})
