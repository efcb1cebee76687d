import { afterAll, expect, it } from 'vitest'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import { rbacPolicy } from '../../../../../src/policies/inbound/rbac-policy/rbac-policy.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const cases: readonly (readonly [string, Partial<Exchange>, number | undefined])[] = [
  ['one of the roles', { user: { sub: 'a', data: { roles: ['x', 'admin'] } } }, undefined],
  ['a role that is a text', { user: { sub: 'a', data: { roles: 'admin' } } }, undefined],
  ['a part of a name', { user: { sub: 'a', data: { roles: 'admins' } } }, 403],
  ['roles that are none', { user: { sub: 'a', data: { roles: { admin: true } } } }, 403],
  ['no roles', { user: { sub: 'a', data: {} } }, 403],
  ['nobody', {}, 401],
]

it.each(cases)('%s', async (_what, changes, status) => {
  const policy = createPolicy(rbacPolicy, { allowedRoles: ['admin'] }, world)
  expect((await judge(policy, world, changes)).reply?.status).toBe(status)
})
