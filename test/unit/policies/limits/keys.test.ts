import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { callerOf, counterKey } from '../../../../src/policies/limits/keys.ts'
import { exchangeWith } from '../../../support/policy-setup.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')

it('tells callers apart by what is asked for', () => {
  const exchange = exchangeWith({ user: { sub: 'ada', data: {} }, clientAddress: '2001:db8::7' })
  expect([callerOf('user', exchange), callerOf('ip', exchange), callerOf('all', exchange)]).toEqual([
    ['user', 'ada'],
    ['ip', '2001:db8::/64'],
    ['all', 'all'],
  ])
  expect(callerOf('user', exchangeWith())).toEqual(['ip', '127.0.0.1'])
})

it('keys hold no name of anybody, and no two lists of parts share one', () => {
  expect(counterKey({ sha256 }, ['limit', 'user', 'ada@example.com'])).not.toContain('ada')
  const keys = [['a', 'b'], ['a,b'], ['a', 'b', ''], ['ab']].map((parts) => counterKey({ sha256 }, parts))
  expect(new Set(keys).size).toBe(4)
})
