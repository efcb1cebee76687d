import { expect, test } from 'vitest'
import { parseSeconds } from '../../../src/foundation/duration.ts'

test.each([
  [300, 300],
  ['300', 300],
  ['45s', 45],
  ['5m', 300],
  [' 2 h ', 7200],
  ['1d', 86_400],
  ['5 minutes', undefined],
  ['', undefined],
  ['-5m', undefined],
  [Number.NaN, undefined],
  [Infinity, undefined],
])('%j is %s seconds', (value, seconds) => {
  expect(parseSeconds(value)).toBe(seconds)
})
