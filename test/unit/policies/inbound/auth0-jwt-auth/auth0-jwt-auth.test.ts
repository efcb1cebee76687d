import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auth0JwtAuth } from '../../../../../src/policies/inbound/auth0-jwt-auth/auth0-jwt-auth.ts'
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

describe('Auth0JwtInboundPolicy', () => {
  it('accepts the tokens of the tenant, whose issuer ends with a slash or not', async () => {
    const policy = createPolicy(
      auth0JwtAuth,
      { auth0Domain: 'example.auth0.com', audience: 'https://gw/mcp' },
      world,
    )
    const claims = { aud: 'https://gw/mcp' }
    for (const iss of ['https://example.auth0.com/', 'https://example.auth0.com'])
      expect(await accepts(policy, world, await signed(key, { ...claims, iss }))).toBe(true)
    for (const iss of [
      'https://other.auth0.com/',
      'http://example.auth0.com/',
      'https://example.auth0.com//',
    ])
      expect(await accepts(policy, world, await signed(key, { ...claims, iss }))).toBe(false)
    expect(policy.protectedResource?.issuers).toEqual(['https://example.auth0.com/'])
  })
})
