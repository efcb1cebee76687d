import { expect, it } from 'vitest'
import { readRateLimitDetails } from '../../../../../src/policies/inbound/rate-limit/identifier.ts'

it('takes details, and nothing for requests that are not counted', () => {
  const details = { key: 'acme', requestsAllowed: 5, timeWindowMinutes: 0.5 }
  expect(readRateLimitDetails(details, 'limit')).toEqual(details)
  expect(readRateLimitDetails(undefined, 'limit')).toBeUndefined()
})

it.each([{}, { key: '' }, { key: 'a', requestsAllowed: 0 }, 'acme'])(
  '%j is a mistake of the module',
  (said) => {
    expect(() => readRateLimitDetails(said, 'limit')).toThrow(/identifier of policy "limit" must answer/)
  },
)
