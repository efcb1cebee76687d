import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIssuerKeys } from '../../../../src/policies/bearer/issuer-keys.ts'
import { createWorld } from '../../../support/policy-setup.ts'
import { SigningAuthority } from '../../../support/signing-authority.ts'

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
      { issuer, location: { kind: 'okta', issuer }, headers: { 'x-key': 'k' } },
      world.setup,
    )
    expect((await keys.find(authority.key.jwk.kid, 'RS256')).kind).toBe('found')
    expect(authority.lastHeaders['x-key']).toBe('k')
    const broken = createIssuerKeys(
      { issuer: `${issuer}x`, location: { kind: 'okta', issuer: `${issuer}x` } },
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
    const keys = createIssuerKeys({ issuer, location: { kind: 'okta', issuer } }, world.setup)
    expect(keys.problem()).toBeUndefined()
    expect((await keys.find(authority.key.jwk.kid, 'RS256')).kind).toBe('found')
    expect(authority.fetches).toBe(before)
    await world.close()
  })
})
