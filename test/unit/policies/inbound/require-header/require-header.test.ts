import { afterAll, expect, it } from 'vitest'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import { requireHeader } from '../../../../../src/policies/inbound/require-header/require-header.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const cases: readonly (readonly [string, Partial<Exchange>, number | undefined])[] = [
  ['one of the values', { headers: { 'x-waf': 'old' } }, undefined],
  ['the other', { headers: { 'x-waf': 'new' } }, undefined],
  ['a wrong value', { headers: { 'x-waf': 'older' } }, 403],
  ['none', {}, 403],
]

it.each(cases)('%s', async (_what, changes, status) => {
  const policy = createPolicy(requireHeader, { headerName: 'X-WAF', headerValue: ['old', 'new'] }, world)
  expect((await judge(policy, world, changes)).reply?.status).toBe(status)
})
