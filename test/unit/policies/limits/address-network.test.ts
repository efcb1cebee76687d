import { expect, it } from 'vitest'
import { isLoopback, networkOf } from '../../../../src/policies/limits/address-network.ts'

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['', ''],
  ['somewhere', 'somewhere'],
  ['a:b', 'a:b'],
])('%j counts as %j', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

it('knows the addresses of this machine', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true)
  expect(['192.0.2.1', '::2', '', '10.0.0.1'].some(isLoopback)).toBe(false)
})
