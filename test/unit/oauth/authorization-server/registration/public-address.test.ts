import { expect, test } from 'vitest'
import { placeOf } from '../../../../../src/oauth/authorization-server/registration/public-address.ts'

test.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
  expect(placeOf(address)).toBe('public')
})

test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('%s is loopback', (address) => {
  expect(placeOf(address)).toBe('loopback')
})

test.each([
  ...['10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255'],
  ...['224.0.0.1', '192.0.2.1', '198.18.0.1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:10.0.0.1'],
  ...['64:ff9b::a00:1', '2002:a00:1::', '2001::1', '2001:db8::1', 'not an address', ''],
])('%s is neither', (address) => {
  expect(placeOf(address)).toBe('other')
})
