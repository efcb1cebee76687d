import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clerkJwtAuth } from '../../../../../src/policies/inbound/clerk-jwt-auth/clerk-jwt-auth.ts'
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

const frontendApiUrl = 'https://x.clerk.accounts.dev'

describe('ClerkJwtInboundPolicy', () => {
  it('accepts tokens of the instance, for the applications it is told', async () => {
    const any = createPolicy(clerkJwtAuth, { frontendApiUrl }, world)
    expect(await accepts(any, world, await signed(key, { iss: frontendApiUrl }))).toBe(true)
    expect(await accepts(any, world, await signed(key, { iss: 'https://y.clerk.accounts.dev' }))).toBe(false)
    const one = createPolicy(clerkJwtAuth, { frontendApiUrl, authorizedParties: 'https://app' }, world)
    expect(await accepts(one, world, await signed(key, { iss: frontendApiUrl, azp: 'https://app' }))).toBe(
      true,
    )
    expect(await accepts(one, world, await signed(key, { iss: frontendApiUrl, azp: 'https://evil' }))).toBe(
      false,
    )
    expect(await accepts(one, world, await signed(key, { iss: frontendApiUrl }))).toBe(false)
  })
})
