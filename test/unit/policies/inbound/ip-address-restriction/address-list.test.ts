import { expect, it } from 'vitest'
import {
  compileAddressList,
  isAddressEntry,
} from '../../../../../src/policies/inbound/ip-address-restriction/address-list.ts'

it.each(['192.0.2.1', '192.0.2.0/24', '2001:db8::/32', '::1'])('takes %s', (entry) => {
  expect(isAddressEntry(entry)).toBe(true)
})

it.each(['', '10.1', '192.0.2.0/', '192.0.2.0/33', '::/129', 'localhost', '0x7f.1'])(
  'refuses %s',
  (entry) => {
    expect(isAddressEntry(entry)).toBe(false)
  },
)

it('holds the whole of a block and nothing beside it', () => {
  const holds = compileAddressList(['192.0.2.128/25', '2001:db8::/33', '::ffff:203.0.113.7'])
  const inside = ['192.0.2.128', '192.0.2.255', '2001:db8:7fff::1', '203.0.113.7', '::ffff:192.0.2.200']
  const outside = ['192.0.2.127', '2001:db8:8000::1', '203.0.113.8', '192.0.2', 'x', '']
  expect([inside.map(holds), outside.map(holds)]).toEqual([inside.map(() => true), outside.map(() => false)])
})

it('takes a block of mapped addresses for the IPv4 callers that it means', () => {
  const holds = compileAddressList(['::ffff:192.0.2.0/120'])
  expect(['192.0.2.7', '::ffff:192.0.2.7', '192.0.3.7'].map(holds)).toEqual([true, true, false])
})
