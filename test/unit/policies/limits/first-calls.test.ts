import { afterAll, expect, it } from 'vitest'
import { createFirstCalls } from '../../../../src/policies/limits/first-calls.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import { createWorld } from '../../../support/policy-setup.ts'

let now = 1_800_000_000_000
const world = createWorld({ now: () => now })
afterAll(() => world.close())
const services = { ...world.services, storage: createMemoryStorage({ now: () => now }) }
const day = 86_400_000

it('a caller that keeps coming keeps its first call, in every gateway, and after a pause it begins anew', async () => {
  const began = now
  const gateways = [createFirstCalls(services, 'daily'), createFirstCalls(services, 'daily')] as const
  const together = await Promise.all([...gateways, ...gateways].map((gateway) => gateway.of(['ada'])))
  expect(together).toEqual([began, began, began, began])
  for (let days = 0; days < 5; days++) {
    now += 1.05 * day
    expect(await gateways[days % 2 === 0 ? 0 : 1].of(['ada'])).toBe(began)
  }
  now += 2 * day
  expect(await gateways[0].of(['ada'])).toBe(now)
  expect(await gateways[0].of(['bob'])).toBe(now)
})
