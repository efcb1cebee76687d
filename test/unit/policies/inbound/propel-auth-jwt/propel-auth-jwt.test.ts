import { exportSPKI } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { propelAuthJwt } from '../../../../../src/policies/inbound/propel-auth-jwt/propel-auth-jwt.ts'
import type { World } from '../../../../support/policy-setup.ts'
import { makeKey, type AuthorityKey } from '../../../../support/signing-authority.ts'
import {
  accepts,
  bearer,
  createPolicy,
  judge,
  signed,
  worldWithKeys,
} from '../../../../support/token-policy.ts'

let key: AuthorityKey
let world: World
beforeAll(async () => {
  key = await makeKey()
  world = worldWithKeys(key)
})
afterAll(() => world.close())

describe('PropelAuthJwtInboundPolicy', () => {
  it('accepts tokens that verify with the key it was given, whichever way that is written', async () => {
    const pem = await exportSPKI(key.publicKey)
    const claims = { iss: 'https://auth.example', sub: undefined, user_id: 'u-1' }
    for (const verifierKey of [pem, pem.replaceAll('\n', '')]) {
      const policy = createPolicy(propelAuthJwt, { authUrl: 'https://auth.example', verifierKey }, world)
      const { exchange } = await judge(policy, world, bearer(await signed(key, claims)))
      expect(exchange.user?.sub).toBe('u-1')
      const foreign = await makeKey('RS256', key.jwk.kid)
      expect(await accepts(policy, world, await signed(foreign, claims))).toBe(false)
      expect(await accepts(policy, world, await signed(key, { ...claims, iss: 'https://b' }))).toBe(false)
    }
  })
})
