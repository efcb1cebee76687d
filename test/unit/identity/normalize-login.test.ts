import { expect, test } from 'vitest'
import { normalizeLogin } from '../../../src/identity/normalize-login.ts'

test('logins that look the same are the same', () => {
  expect(normalizeLogin('Alex@Example.com')).toBe('alex@example.com')
  expect(normalizeLogin('\uff41lex@example.com')).toBe('alex@example.com')
  expect(normalizeLogin('jose\u0301')).toBe(normalizeLogin('jos\u00e9'))
})
