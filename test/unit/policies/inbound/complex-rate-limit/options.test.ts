import { expect, it } from 'vitest'
import { complexRateLimitOptions } from '../../../../../src/policies/inbound/complex-rate-limit/options.ts'

it('have the documented defaults', () => {
  const given = { rateLimitBy: 'user', limits: { compute: 5 } }
  expect(complexRateLimitOptions.parse(given)).toMatchObject({
    ...given,
    timeWindowMinutes: 60,
    mode: 'strict',
  })
})

const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`c${index}`, 1]))
it.each<Record<string, unknown>>([
  {},
  { limits: {} },
  { limits: { compute: 0 } },
  { limits: { toString: 1 } },
  { limits: many },
])('refuse %j', (options) => {
  expect(complexRateLimitOptions.safeParse({ rateLimitBy: 'user', ...options }).success).toBe(false)
})
