import { expect, it } from 'vitest'
import { isLargerThan } from '../../../../src/mcp/access/value-size.ts'

it.each([
  [{ a: [1, 2, { b: null }] }, 7, false],
  [{ a: [1, 2, { b: null }] }, 5, true],
  ['x'.repeat(1000), 10, true],
  ['x'.repeat(1000), 11, false],
  [Array.from({ length: 100 }, () => undefined), 50, true],
  [undefined, 1, false],
])('counts values and long texts', (value, most, isLarger) => {
  expect(isLargerThan(value, most)).toBe(isLarger)
})
