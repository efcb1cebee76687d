import { expect, it } from 'vitest'
import { secretMaskingOptions } from '../../../../../src/policies/outbound/secret-masking/options.ts'

it('have the documented defaults', () => {
  expect(secretMaskingOptions.parse({})).toEqual({ mask: '[REDACTED]', additionalPatterns: [] })
})

it.each([
  { mask: 1 },
  { additionalPatterns: [''] },
  { additionalPatterns: Array.from({ length: 51 }, () => 'a') },
])('refuse %j', (options) => {
  expect(secretMaskingOptions.safeParse(options).success).toBe(false)
})
