import { expect, it } from 'vitest'
import { parseStatusCodes } from '../../../../src/policies/limits/status-codes.ts'

it('reads codes and ranges', () => {
  const isCounted = parseStatusCodes('200-299, 304,400 - 404')
  expect([199, 200, 299, 300, 304, 400, 404, 405].map((status) => isCounted?.(status))).toEqual([
    false,
    true,
    true,
    false,
    true,
    true,
    true,
    false,
  ])
})

it.each(['', '2xx', '200-', '299-200', '200;201', '99', '600', '200,,201'])('%j is no list', (text) => {
  expect(parseStatusCodes(text)).toBeUndefined()
})
