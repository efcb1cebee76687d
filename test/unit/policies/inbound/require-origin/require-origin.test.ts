import { afterAll, expect, it } from 'vitest'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import { requireOrigin } from '../../../../../src/policies/inbound/require-origin/require-origin.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const cases: readonly (readonly [string, Partial<Exchange>, number | undefined])[] = [
  ['a listed origin', { headers: { origin: 'https://a.example' } }, undefined],
  ['one that was written differently', { headers: { origin: 'https://b.example' } }, undefined],
  ['another', { headers: { origin: 'https://a.example.evil.example' } }, 403],
  ['the origin of a file', { headers: { origin: 'null' } }, 403],
  ['none', {}, 403],
]

it.each(cases)('%s', async (_what, changes, status) => {
  const policy = createPolicy(requireOrigin, { origins: 'https://a.example, https://B.example:443/' }, world)
  expect((await judge(policy, world, changes)).reply?.status).toBe(status)
})
