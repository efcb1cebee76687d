import { afterAll, expect, it } from 'vitest'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import { aclPolicy } from '../../../../../src/policies/inbound/acl-policy/acl-policy.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const cases: readonly (readonly [string, Partial<Exchange>, number | undefined])[] = [
  ['a listed user', { user: { sub: 'ada', data: {} } }, undefined],
  ['another', { user: { sub: 'bo', data: {} } }, 403],
  ['nobody', {}, 401],
]

it.each(cases)('%s', async (_what, changes, status) => {
  const policy = createPolicy(aclPolicy, { users: ['ada'] }, world)
  expect((await judge(policy, world, changes)).reply?.status).toBe(status)
})
