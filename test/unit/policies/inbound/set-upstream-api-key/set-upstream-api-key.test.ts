import { expect, it } from 'vitest'
import { setUpstreamApiKey } from '../../../../../src/policies/inbound/set-upstream-api-key/set-upstream-api-key.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

it.each([
  [{}, 'Bearer own'],
  [{ overwrite: false }, 'Bearer of-the-caller'],
])('sets Authorization with %j', async (changes, expected) => {
  const world = createWorld()
  const policy = createPolicy(setUpstreamApiKey, { value: 'Bearer own', ...changes }, world)
  const { exchange } = await judge(policy, world, { headers: { authorization: 'Bearer of-the-caller' } })
  expect(exchange.headers['authorization']).toBe(expected)
  await world.close()
})
