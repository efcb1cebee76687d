import { expect, test } from 'vitest'
import { isOidcScope } from '../../../src/identity/oidc-scopes.ts'

test('scopes of OpenID Connect are told from custom ones, byte for byte', () => {
  expect(isOidcScope('openid')).toBe(true)
  expect(isOidcScope('offline_access')).toBe(true)
  expect(isOidcScope('mcp:access')).toBe(false)
  expect(isOidcScope('OpenID')).toBe(false)
  expect(isOidcScope('constructor')).toBe(false)
})
