import { expect, test } from 'vitest'
import { retryDelay } from '../../../../src/provisioning/okta/retry-delay.ts'

const now = Date.parse('2026-01-01T00:00:00Z')
const delay = (
  status: number | undefined,
  earlierTries = 0,
  headers: Record<string, string | undefined> = {},
): number | undefined => retryDelay({ status, headers, earlierTries, now })

test('a rate limit is waited out by the clock of the server', () => {
  const reset = String(now / 1000 + 10)
  expect(delay(429, 0, { 'x-rate-limit-reset': reset })).toBe(11_000)
  const date = new Date(now + 4000).toUTCString()
  expect(delay(429, 0, { 'x-rate-limit-reset': reset, date })).toBe(7000)
  expect(delay(429, 0, { 'x-rate-limit-reset': String(now / 1000 + 9999) })).toBe(90_000)
  expect(delay(429, 0, { 'x-rate-limit-reset': String(now / 1000 - 99) })).toBe(0)
  expect(delay(429, 2, { 'x-rate-limit-reset': 'soon' })).toBe(1000)
})

test('locks, failures and silence are tried again, longer each time, and not for ever', () => {
  expect([0, 1, 2, 7, 8].map((tries) => delay(423, tries))).toEqual([250, 500, 1000, 8000, undefined])
  expect([0, 3, 4].map((tries) => delay(503, tries))).toEqual([250, 2000, undefined])
  expect([0, 3, 4].map((tries) => delay(undefined, tries))).toEqual([250, 2000, undefined])
  expect(delay(429, 8)).toBeUndefined()
})

test.each([200, 400, 401, 403, 404])('%i is final', (status) => {
  expect(delay(status)).toBeUndefined()
})
