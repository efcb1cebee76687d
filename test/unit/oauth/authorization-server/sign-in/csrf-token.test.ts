import { expect, test } from 'vitest'
import {
  buildCsrfToken,
  verifyCsrfToken,
} from '../../../../../src/oauth/authorization-server/sign-in/csrf-token.ts'

test('a token is good for its sign-in under any of the keys, and for nothing else', () => {
  const token = buildCsrfToken(['old'], 'sign-in-1')
  expect(verifyCsrfToken(['new', 'old'], 'sign-in-1', token)).toBe(true)
  expect(verifyCsrfToken(['new'], 'sign-in-1', token)).toBe(false)
  expect(verifyCsrfToken(['old'], 'sign-in-2', token)).toBe(false)
  for (const wrong of ['', token.slice(1), `${token}x`, token.toLowerCase()]) {
    expect(verifyCsrfToken(['old'], 'sign-in-1', wrong)).toBe(false)
  }
})
