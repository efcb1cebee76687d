import { expect, it } from 'vitest'
import { readLimitDetails } from '../../../../../src/policies/inbound/complex-rate-limit/identifier.ts'

it('takes details, and nothing for requests that are not counted', () => {
  const details = { key: 'acme', limits: { compute: 5 }, timeWindowMinutes: 0.5 }
  expect(readLimitDetails(details, 'limit')).toEqual(details)
  expect(readLimitDetails(undefined, 'limit')).toBeUndefined()
})

it.each([{}, { key: '' }, { key: 'a', limits: { compute: 0 } }, 'acme'])(
  '%j is a mistake of the module',
  (said) => {
    expect(() => readLimitDetails(said, 'limit')).toThrow(/identifier of policy "limit" must answer/)
  },
)
