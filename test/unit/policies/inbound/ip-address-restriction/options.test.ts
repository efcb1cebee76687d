import { expect, it } from 'vitest'
import { ipAddressRestrictionOptions } from '../../../../../src/policies/inbound/ip-address-restriction/options.ts'

it('take what is documented', () => {
  expect(ipAddressRestrictionOptions.safeParse({ allow: ['192.0.2.0/24', '2001:db8::1'] }).success).toBe(true)
})

it.each([
  {},
  { allow: ['192.0.2.0/33'] },
  { allow: ['192.0.2'] },
  { deny: ['list:fastly'] },
  { deny: ['example.com'] },
])('refuse %j', (options: unknown) => {
  expect(ipAddressRestrictionOptions.safeParse(options).success).toBe(false)
})
