import { expect, test } from 'vitest'
import { readRetryAfter, retrySentence } from '../../../../src/mcp/content/retry-after.ts'

const now = Date.parse('2026-11-26T12:00:00Z')

test.each([
  ['12', 12],
  ['0', 0],
  ['Thu, 26 Nov 2026 12:00:30 GMT', 30],
  ['Thu, 26 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After: %j is %j seconds', (field, seconds) => {
  expect(readRetryAfter(field, now)).toBe(seconds)
})

test('the sentence counts', () => {
  expect([1, 12].map(retrySentence)).toEqual(['Try again in 1 second.', 'Try again in 12 seconds.'])
})
