import { expect, it } from 'vitest'
import { keycloakJwtAuthOptions } from '../../../../../src/policies/inbound/keycloak-jwt-auth/options.ts'

it('take what is documented', () => {
  expect(
    keycloakJwtAuthOptions.safeParse({ keycloakBaseUrl: 'https://sso.example/auth', realm: 'a' }).success,
  ).toBe(true)
})

it.each([
  { keycloakBaseUrl: 'https://sso.example' },
  { keycloakBaseUrl: 'https://sso.example/realms/a', realm: 'a' },
])('refuse %j', (options: unknown) => {
  expect(keycloakJwtAuthOptions.safeParse(options).success).toBe(false)
})
