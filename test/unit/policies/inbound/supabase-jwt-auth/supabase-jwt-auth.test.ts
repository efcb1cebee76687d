import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { supabaseJwtAuth } from '../../../../../src/policies/inbound/supabase-jwt-auth/supabase-jwt-auth.ts'
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

const secret = 'a secret that is at least 32 bytes long'
const hmac = (claims: Record<string, unknown>, of = secret): Promise<string> =>
  new SignJWT({ iss: 'https://x.supabase.co/auth/v1', aud: 'authenticated', sub: 'ada', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(of))

describe('SupabaseJwtInboundPolicy', () => {
  it('verifies with the secret and with nothing else (attack 2)', async () => {
    const requiredClaims = { role: ['authenticated', 'admin'] }
    const policy = createPolicy(supabaseJwtAuth, { secret, requiredClaims }, world)
    expect(await accepts(policy, world, await hmac({ role: 'admin' }))).toBe(true)
    expect(await accepts(policy, world, await hmac({ role: 'anon' }))).toBe(false)
    expect(await accepts(policy, world, await hmac({ role: 'admin' }, `${secret}?`))).toBe(false)
    expect(await accepts(policy, world, await signed(key, { aud: 'a', iss: 'b', role: 'admin' }))).toBe(false)
  })

  it('verifies with the keys of a project and with nothing else (attack 2)', async () => {
    const policy = createPolicy(supabaseJwtAuth, { projectUrl: 'https://x.supabase.co' }, world)
    const claims = { iss: 'https://x.supabase.co/auth/v1', aud: 'authenticated' }
    expect(await accepts(policy, world, await signed(key, claims))).toBe(true)
    expect(await accepts(policy, world, await hmac({}, JSON.stringify(key.jwk)))).toBe(false)
  })

  it('warns about a secret that can be guessed', () => {
    world.problems.splice(0)
    createPolicy(supabaseJwtAuth, { secret: 'short' }, world)
    expect(world.problems.map(({ code }) => code)).toContain('SALLYPORT_CONFIG_SECRET_SHORT')
  })
})
