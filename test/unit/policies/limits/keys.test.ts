import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { callerOf, counterKey } from '../../../../src/policies/limits/keys.ts'
import { exchangeWith } from '../../../support/policy-setup.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')

it('tells callers apart by what is asked for', () => {
  const exchange = exchangeWith({ user: { sub: 'ada', data: {} }, clientAddress: '192.0.2.1' })
  expect([callerOf('user', exchange), callerOf('ip', exchange), callerOf('all', exchange)]).toEqual([
    'ada',
    '192.0.2.1',
    'all',
  ])
  expect(callerOf('user', exchangeWith())).toBeUndefined()
})

it('keys hold no name of anybody, and no two lists of parts share one', () => {
  expect(counterKey({ sha256 }, ['limit', 'user', 'ada@example.com'])).not.toContain('ada')
  const keys = [['a', 'b'], ['a,b'], ['a', 'b', ''], ['ab']].map((parts) => counterKey({ sha256 }, parts))
  expect(new Set(keys).size).toBe(4)
})
