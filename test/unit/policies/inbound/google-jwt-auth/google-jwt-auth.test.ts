import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { googleJwtAuth } from '../../../../../src/policies/inbound/google-jwt-auth/google-jwt-auth.ts'
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

describe('GoogleJwtInboundPolicy', () => {
  it('accepts ID tokens for its clients, of the domains it is told', async () => {
    const policy = createPolicy(googleJwtAuth, { clientId: ['a', 'b'], hostedDomain: 'corp.example' }, world)
    const claims = { iss: 'https://accounts.google.com', aud: 'b', hd: 'corp.example' }
    expect(await accepts(policy, world, await signed(key, claims))).toBe(true)
    expect(await accepts(policy, world, await signed(key, { ...claims, iss: 'accounts.google.com' }))).toBe(
      true,
    )
    expect(await accepts(policy, world, await signed(key, { ...claims, aud: 'c' }))).toBe(false)
    expect(await accepts(policy, world, await signed(key, { ...claims, hd: undefined }))).toBe(false)
    expect(await accepts(policy, world, await signed(key, { ...claims, iss: 'https://evil' }))).toBe(false)
  })
})
