import { expect, test } from 'vitest'
import { networkOf } from '../../../../../src/oauth/authorization-server/registration/network-of.ts'

test('IPv4 counts by address, IPv6 by its network of 64 bits', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(networkOf('2001:db8:1:2:3::4')).toBe(networkOf('2001:db8:1:2:ffff::1'))
  expect(networkOf('2001:db8:1:2:3::4')).not.toBe(networkOf('2001:db8:1:3::4'))
  expect(networkOf('')).toBe('')
})
