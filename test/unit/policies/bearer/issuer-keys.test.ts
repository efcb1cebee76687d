import { exportSPKI } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIssuerKeys } from '../../../../src/policies/bearer/issuer-keys.ts'
import { createWorld } from '../../../support/policy-setup.ts'
import { jwtOptionsWith } from '../../../support/token-policy.ts'
import { SigningAuthority } from '../../../support/signing-authority.ts'

const { keySet } = jwtOptionsWith()
let authority: SigningAuthority
beforeAll(async () => {
  authority = await SigningAuthority.start()
})
afterAll(() => authority.stop())

describe('createIssuerKeys', () => {
  it('fetches the keys of a remote issuer, and logs when it cannot', async () => {
    const world = createWorld()
    const { issuer } = authority
    const keys = createIssuerKeys(
      { issuer, keys: { kind: 'okta', issuer }, keySet, headers: { 'x-key': 'k' } },
      world.setup,
    )
    expect((await keys.find(authority.key.jwk.kid, 'RS256')).kind).toBe('found')
    expect(authority.lastHeaders['x-key']).toBe('k')
    const broken = createIssuerKeys(
      { issuer: `${issuer}x`, keys: { kind: 'okta', issuer: `${issuer}x` }, keySet },
      world.setup,
    )
    expect((await broken.find('any', 'RS256')).kind).toBe('unavailable')
    expect(world.records).toMatchObject([
      { level: 'warn', fields: { policy: 'guard', problem: expect.stringContaining('does not exist') } },
    ])
    await world.close()
  })

  it('reads the keys of an embedded issuer in process', async () => {
    const issuer = 'http://127.0.0.1:9000/oauth2/dev'
    const published = { keys: [{ ...authority.key.jwk }] }
    const world = createWorld({
      localIssuers: {
        keysOf: (asked) => (asked === issuer ? Promise.resolve(published) : undefined),
        spellingsOf: (asked) => [asked],
      },
    })
    const before = authority.fetches
    const keys = createIssuerKeys({ issuer, keys: { kind: 'okta', issuer }, keySet }, world.setup)
    expect(keys.problem()).toBeUndefined()
    expect((await keys.find(authority.key.jwk.kid, 'RS256')).kind).toBe('found')
    expect(authority.fetches).toBe(before)
    await world.close()
  })

  it('takes a secret, or a key in PEM form, as it is', async () => {
    const world = createWorld()
    const pem = await exportSPKI(authority.key.publicKey)
    const issuer = authority.issuer
    const secret = createIssuerKeys({ issuer, keys: { kind: 'secret', secret: 'x' }, keySet }, world.setup)
    expect((await secret.find(undefined, 'HS256')).kind).toBe('found')
    const key = createIssuerKeys(
      { issuer, keys: { kind: 'public-key', pem, algorithm: 'RS256' }, keySet },
      world.setup,
    )
    expect((await key.find('any', 'RS256')).kind).toBe('found')
    await world.close()
  })
})
