import { expect, test } from 'vitest'
import { createAttemptLimit } from '../../../../../src/oauth/authorization-server/sign-in/attempt-limit.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'
import { createManualClock } from '../../../../support/storage-contract.ts'

const countAllowed = async (attempts: readonly Promise<boolean>[]): Promise<number> =>
  (await Promise.all(attempts)).filter(Boolean).length

test('one login may fail ten times in five minutes, from wherever', async () => {
  const clock = createManualClock()
  const limit = createAttemptLimit(createMemoryStorage({ now: clock.now }), 's')
  const from = (index: number): Promise<boolean> =>
    limit.begin(index % 2 === 0 ? 'Alex' : 'alex', `10.0.0.${index}`)
  expect(await countAllowed(Array.from({ length: 20 }, (_, index) => from(index)))).toBe(10)
  expect(await limit.begin('sam', '10.0.0.1')).toBe(true)
  clock.advance(5 * 60_000)
  expect(await from(1)).toBe(true)
})

test('one address may fail fifty times, whoever it tries', async () => {
  const limit = createAttemptLimit(createMemoryStorage(), 's')
  expect(
    await countAllowed(Array.from({ length: 60 }, (_, index) => limit.begin(`user${index}`, '10.0.0.1'))),
  ).toBe(50)
  expect(await limit.begin('user1', '10.0.0.2')).toBe(true)
})

test('attempts that succeed do not count', async () => {
  const limit = createAttemptLimit(createMemoryStorage(), 's')
  for (let round = 0; round < 100; round++) {
    expect(await limit.begin('alex', '10.0.0.1')).toBe(true)
    await limit.succeed('alex', '10.0.0.1')
  }
})

test('the store holds neither logins nor addresses', async () => {
  const storage = createMemoryStorage()
  await createAttemptLimit(storage, 's').begin('typed-a-password-here', '10.0.0.1')
  const keys = await storage.list('', 10)
  expect(keys).toHaveLength(2)
  expect(keys.join()).not.toMatch(/typed|10\.0\.0\.1/)
})
