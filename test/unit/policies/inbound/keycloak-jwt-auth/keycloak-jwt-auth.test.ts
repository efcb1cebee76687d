import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keycloakJwtAuth } from '../../../../../src/policies/inbound/keycloak-jwt-auth/keycloak-jwt-auth.ts'
import type { World } from '../../../../support/policy-setup.ts'
import { makeKey, type AuthorityKey } from '../../../../support/signing-authority.ts'
import { accepts, createPolicy, signed, worldWithKeys } from '../../../../support/token-policy.ts'

let key: AuthorityKey
let world: World
beforeAll(async () => {
  key = await makeKey()
  world = worldWithKeys(key)
})
afterAll(() => world.close())

const options = { keycloakBaseUrl: 'https://sso.example', realm: 'staff', audience: 'https://gw/mcp' }
const claims = { iss: 'https://sso.example/realms/staff', aud: ['account', 'https://gw/mcp'], typ: 'Bearer' }

describe('KeycloakJwtInboundPolicy', () => {
  it('accepts access tokens of the realm, and neither its ID nor its refresh tokens', async () => {
    const policy = createPolicy(keycloakJwtAuth, options, world)
    expect(await accepts(policy, world, await signed(key, claims))).toBe(true)
    for (const typ of ['ID', 'Refresh', 'Offline', undefined])
      expect(await accepts(policy, world, await signed(key, { ...claims, typ }))).toBe(false)
    const other = 'https://sso.example/realms/guests'
    expect(await accepts(policy, world, await signed(key, { ...claims, iss: other }))).toBe(false)
    expect(await accepts(policy, world, await signed(key, { ...claims, aud: undefined }))).toBe(false)
  })
})
