import { afterAll, expect, it } from 'vitest'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import { ipAddressRestriction } from '../../../../../src/policies/inbound/ip-address-restriction/ip-address-restriction.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const cases: readonly (readonly [string, Partial<Exchange>, number | undefined])[] = [
  ['in an allowed block', { clientAddress: '192.0.2.1' }, undefined],
  ['the same on a socket for both versions', { clientAddress: '::ffff:192.0.2.1' }, undefined],
  ['version 6', { clientAddress: '2001:db8::7' }, undefined],
  ['denied although allowed', { clientAddress: '::ffff:192.0.2.66' }, 403],
  ['elsewhere', { clientAddress: '198.51.100.1' }, 403],
  ['unknown', { clientAddress: 'unknown' }, 403],
  ['no address', { clientAddress: '' }, 403],
]

it.each(cases)('%s', async (_what, changes, status) => {
  const policy = createPolicy(
    ipAddressRestriction,
    { allow: ['192.0.2.0/24', '2001:db8::/32'], blockedIpAddresses: ['192.0.2.66'] },
    world,
  )
  expect((await judge(policy, world, changes)).reply?.status).toBe(status)
})
