import { afterEach, expect, it } from 'vitest'
import { createAsyncLimiter, createStrictLimiter } from '../../../../src/policies/limits/window-limiter.ts'
import type { Services } from '../../../../src/gateway/services.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import { createWorld, type World } from '../../../support/policy-setup.ts'
import { createManualClock } from '../../../support/storage-contract.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const clock = createManualClock()
const request = { limit: 4, windowMs: 60_000, cost: 1 }

/** Services of two gateways that share a store. */
function replicas(storage = createMemoryStorage({ now: clock.now })): [Services, Services] {
  const world = createWorld({ now: clock.now })
  worlds.push(world)
  return [
    { ...world.services, storage },
    { ...world.services, storage },
  ]
}

it('strict: two gateways together admit the limit, and say when the next may pass', async () => {
  const [one, two] = replicas()
  const [first, second] = [createStrictLimiter(one), createStrictLimiter(two)]
  const refusals = await Promise.all(
    Array.from({ length: 10 }, (_, round) => (round % 2 === 0 ? first : second).judge('k', request)),
  )
  expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(4)
  expect(refusals.at(-1)).toEqual({ limit: 4, windowMs: 60_000, retryAfterSeconds: 60 })
})

it('async: one gateway admits the limit at once, and others learn of it', async () => {
  const [one, two] = replicas()
  const failed = (error: unknown): void => void expect(error).toBeUndefined()
  const first = createAsyncLimiter(one, failed)
  const second = createAsyncLimiter(two, failed)
  const answers = await Promise.all(Array.from({ length: 6 }, () => first.judge('k', request)))
  expect(answers.filter((refusal) => refusal === undefined)).toHaveLength(4)
  // The first request of another gateway passes on what it knows, which is nothing, and brings the count.
  expect(await second.judge('k', request)).toBeUndefined()
  await expect.poll(async () => (await second.judge('k', request))?.retryAfterSeconds).toBe(60)
  clock.advance(60_000)
  expect(await first.judge('k', request)).toBeUndefined()
})

it('async: a store that is away is told of, and requests pass', async () => {
  const [one] = replicas()
  const errors: unknown[] = []
  const storage = { ...one.storage, admit: () => Promise.reject(new Error('away')) }
  const limiter = createAsyncLimiter({ ...one, storage }, (error) => errors.push(error))
  for (let round = 0; round < 8; round++) {
    expect(await limiter.judge('k', request)).toBeUndefined()
    await expect.poll(() => errors.length).toBe(round + 1)
  }
})
