import { createHash, createPublicKey } from 'node:crypto'
import { exportSPKI, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KeySource } from '../../../../src/oauth/resource-server/key-source.ts'
import { createSigningKeys } from '../../../../src/oauth/resource-server/signing-keys.ts'
import type { TokenVerifier } from '../../../../src/oauth/resource-server/remember-tokens.ts'
import {
  createTokenVerifier,
  type TokenVerifierInput,
} from '../../../../src/oauth/resource-server/verify-access-token.ts'
import {
  makeKey,
  SigningAuthority,
  unsignedToken,
  type TokenChanges,
} from '../../../support/signing-authority.ts'

let authority: SigningAuthority
beforeAll(async () => {
  authority = await SigningAuthority.start()
})
afterAll(() => authority.stop())

let time = Date.now()
const now = (): number => time
const seconds = (): number => Math.floor(now() / 1000)

function keysOfAuthority(): KeySource {
  const read = async () =>
    (await (await fetch(`${authority.issuer}/v1/keys`)).json()) as { keys: Record<string, unknown>[] }
  return createSigningKeys({ issuer: authority.issuer, read, now })
}

function verifierWith(changes: Partial<TokenVerifierInput> = {}): TokenVerifier {
  return createTokenVerifier({
    issuers: [authority.issuer],
    audiences: ['http://127.0.0.1:9000/mcp'],
    algorithms: ['RS256'],
    keys: keysOfAuthority(),
    now,
    sha256: (text) => createHash('sha256').update(text).digest('base64url'),
    requireOktaShape: true,
    ...changes,
  })
}

async function reasonFor(changes: TokenChanges, verifier = verifierWith()): Promise<string> {
  const verified = await verifier.verify(await authority.token(changes))
  return verified.ok ? 'accepted' : verified.error.reason
}

describe('verify', () => {
  it('[R9] accepts a token of the issuer for this audience and tells subject, scopes and claims', async () => {
    const verified = await verifierWith().verify(await authority.token())
    expect(verified).toMatchObject({
      ok: true,
      value: { subject: 'ada@example.com', scopes: ['mcp:access'], claims: { cid: 'client-1' } },
    })
  })

  it('refuses alg none, a missing alg and any spelling of it before a key is looked up (attack 1)', async () => {
    const before = authority.fetches
    for (const header of [{ alg: 'none' }, { alg: 'None' }, {}, { alg: ['RS256'] }]) {
      const verified = await verifierWith().verify(unsignedToken(header, authority.claims()))
      expect(verified).toMatchObject({ ok: false, error: { reason: 'algorithm' } })
    }
    expect(authority.fetches).toBe(before)
  })

  it('refuses HS256 signed with the public key, as PEM or as JWK (attack 2)', async () => {
    const pem = await exportSPKI(authority.key.publicKey)
    const der = createPublicKey(pem).export({ type: 'spki', format: 'der' })
    for (const secret of [Buffer.from(pem), der, Buffer.from(JSON.stringify(authority.key.jwk))]) {
      const token = await new SignJWT(authority.claims())
        .setProtectedHeader({ alg: 'HS256', kid: authority.key.jwk.kid ?? '' })
        .sign(secret)
      expect(await verifierWith().verify(token)).toMatchObject({ ok: false, error: { reason: 'algorithm' } })
    }
  })

  it('refuses an algorithm outside the list even when the key is published (attack 3)', async () => {
    const elliptic = await makeKey('ES256')
    authority.published = [authority.key.jwk, elliptic.jwk]
    expect(await reasonFor({ key: elliptic })).toBe('algorithm')
    expect(await reasonFor({ key: elliptic }, verifierWith({ algorithms: ['RS256', 'ES256'] }))).toBe(
      'accepted',
    )
    authority.published = [authority.key.jwk]
  })

  it('refuses hostile key ids without doing anything with them (attack 4)', async () => {
    const hostile = [undefined, '../../etc/passwd', "' OR 1=1 --", '', '__proto__', 'constructor']
    for (const kid of hostile) expect(await reasonFor({ header: { kid } })).toBe('unknown-key')
    expect(await reasonFor({ header: { kid: 'k'.repeat(257) } })).toBe('key-id')
    expect(await reasonFor({ header: { kid: 7 } })).toBe('key-id')
  })

  it('ignores keys that the token brings along (attack 5)', async () => {
    const attacker = await makeKey('RS256', authority.key.jwk.kid)
    const brought = {
      jwk: attacker.jwk,
      jku: 'https://attacker.example/keys',
      x5u: 'https://attacker.example/cert',
    }
    expect(await reasonFor({ key: attacker, header: brought })).toBe('signature')
    expect(await reasonFor({ key: attacker })).toBe('signature')
    expect(await reasonFor({ header: brought })).toBe('accepted')
  })

  it('refuses header extensions it would have to understand (RFC 7515 section 4.1.11)', async () => {
    const token = unsignedToken(
      { alg: 'RS256', kid: authority.key.jwk.kid, crit: ['b64'], b64: false },
      authority.claims(),
      'AAAA',
    )
    expect(await verifierWith().verify(token)).toMatchObject({
      ok: false,
      error: { reason: 'critical-header' },
    })
  })

  it('[R9] refuses another audience, also that of a sibling or a client id (attack 9)', async () => {
    const others = [
      'http://127.0.0.1:9000/mcp2',
      'http://127.0.0.1:9000/mcp/',
      'http://127.0.0.1:9000',
      'client-1',
      ['a', 'b'],
    ]
    for (const aud of others) expect(await reasonFor({ claims: { aud } })).toBe('audience')
    expect(await reasonFor({ claims: { aud: ['other', 'http://127.0.0.1:9000/mcp'] } })).toBe('accepted')
  })

  it('refuses ID tokens, ID-JAGs and tokens of the org authorization server (attack 9)', async () => {
    expect(await reasonFor({ claims: { cid: undefined, scp: undefined, nonce: 'n' } })).toBe(
      'not-access-token',
    )
    expect(await reasonFor({ claims: { scp: 'mcp:access' } })).toBe('not-access-token')
    for (const typ of ['oauth-id-jag+jwt', 'application/okta-internal-at+jwt', 'logout+jwt', 1]) {
      expect(await reasonFor({ header: { typ } })).toBe('type')
    }
    for (const typ of ['JWT', 'at+jwt', 'application/at+jwt'])
      expect(await reasonFor({ header: { typ } })).toBe('accepted')
  })

  it('[R9] refuses another issuer, compared byte for byte (attacks 10 and 35)', async () => {
    const { issuer } = authority
    const others = [
      `${issuer}/`,
      issuer.toUpperCase(),
      issuer.replace('aus1', 'aus2'),
      issuer.replace('aus1', 'aus\u00b9'),
    ]
    for (const iss of others) expect(await reasonFor({ claims: { iss } })).toBe('issuer')
  })

  it('refuses what is expired, early or from the future, and times that are none (attack 11)', async () => {
    time = Date.now()
    expect(await reasonFor({ claims: { exp: seconds() - 31 } })).toBe('expired')
    expect(await reasonFor({ claims: { exp: seconds() - 20 } })).toBe('accepted')
    expect(await reasonFor({ claims: { nbf: seconds() + 60 } })).toBe('not-yet-valid')
    expect(await reasonFor({ claims: { iat: seconds() + 60 } })).toBe('issued-in-future')
    for (const exp of [undefined, '9999999999', -1, 1e20, null])
      expect(await reasonFor({ claims: { exp } })).toBe('claim')
    for (const claim of ['iat', 'iss', 'aud', 'sub'])
      expect(await reasonFor({ claims: { [claim]: undefined } })).toBe('claim')
    const short = verifierWith({ maxLifetimeSeconds: 600 })
    expect(await reasonFor({ claims: { exp: seconds() + 3600 } }, short)).toBe('lifetime')
  })

  it('does not read tokens that are too long, encrypted or no token at all (attack 27)', async () => {
    const verifier = verifierWith()
    expect(await verifier.verify('a'.repeat(16_385))).toMatchObject({ error: { reason: 'too-long' } })
    for (const token of [
      'a.b.c.d.e',
      'opaque',
      '..',
      'a.b',
      `${'.'.repeat(1000)}`,
      'e30.e30.e30$',
      'W10.e30.x',
      'bm90anNvbg.e30.x',
    ]) {
      expect(await verifier.verify(token)).toMatchObject({
        ok: false,
        error: { reason: expect.stringMatching(/malformed|algorithm/) },
      })
    }
    const deep = `{"a":${'['.repeat(4000)}${']'.repeat(4000)}}`
    expect(await verifier.verify(unsignedToken({ alg: 'RS256' }, deep, 'AAAA'))).toMatchObject({
      error: { reason: 'malformed' },
    })
  })

  it('keeps names like __proto__ in claims away from every prototype (attack 29)', async () => {
    const verifier = verifierWith()
    const token = await authority.token({
      claims: JSON.parse('{"__proto__":{"admin":true},"nested":{"constructor":{"x":1}}}'),
    })
    const verified = await verifier.verify(token)
    if (!verified.ok) throw new Error(verified.error.reason)
    expect('toString' in verified.value.claims).toBe(false)
    expect(Object.getPrototypeOf(verified.value.claims['nested'])).toBeNull()
    expect((verified.value.claims as { admin?: boolean }).admin).toBeUndefined()
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})

describe('verifyCached', () => {
  it('knows a token only after it was verified', async () => {
    const verifier = verifierWith()
    const token = await authority.token()
    expect(verifier.verifyCached(token)).toBeUndefined()
    await verifier.verify(token)
    expect(verifier.verifyCached(token)?.subject).toBe('ada@example.com')
    expect(verifier.verifyCached(`${token}x`)).toBeUndefined()
  })

  it('forgets after a minute, and at the end of the token', async () => {
    time = Date.now()
    const verifier = verifierWith()
    const long = await authority.token()
    const short = await authority.token({ claims: { exp: seconds() + 20 } })
    await verifier.verify(long)
    await verifier.verify(short)
    time += 21_000
    expect(verifier.verifyCached(short)).toBeUndefined()
    expect(verifier.verifyCached(long)).toBeDefined()
    time += 40_000
    expect(verifier.verifyCached(long)).toBeUndefined()
    expect((await verifier.verify(short)).ok).toBe(false)
  })

  it('forgets when the keys were replaced', async () => {
    time = Date.now()
    const verifier = verifierWith()
    const token = await authority.token()
    await verifier.verify(token)
    const next = await makeKey()
    authority.published = [next.jwk]
    time += 31_000
    expect(await reasonFor({ key: next }, verifier)).toBe('accepted')
    expect(verifier.verifyCached(token)).toBeUndefined()
    expect(await verifier.verify(token)).toMatchObject({ error: { reason: 'unknown-key' } })
    authority.published = [authority.key.jwk]
  })

  it('checks a token once for requests that arrive together, and again after a refusal', async () => {
    const keys = keysOfAuthority()
    let lookups = 0
    const counting: KeySource = {
      find: (...asked) => {
        lookups++
        return keys.find(...asked)
      },
      generation: () => keys.generation(),
      problem: () => keys.problem(),
    }
    const verifier = verifierWith({ keys: counting })
    const token = await authority.token()
    const verified = await Promise.all(Array.from({ length: 20 }, () => verifier.verify(token)))
    expect(verified.every(({ ok }) => ok)).toBe(true)
    expect(lookups).toBe(1)
    const foreign = await authority.token({ key: await makeKey('RS256', authority.key.jwk.kid) })
    await Promise.all([verifier.verify(foreign), verifier.verify(foreign)])
    await verifier.verify(foreign)
    expect(lookups).toBe(3)
  })

  it('remembers a bounded number of tokens', async () => {
    const verifier = verifierWith({ cacheSize: 2 })
    const tokens = await Promise.all([1, 2, 3].map((n) => authority.token({ claims: { jti: `AT.${n}` } })))
    for (const token of tokens) await verifier.verify(token)
    expect(tokens.map((token) => verifier.verifyCached(token) !== undefined)).toEqual([false, true, true])
  })

  it('does not remember refusals as acceptance', async () => {
    const verifier = verifierWith()
    const token = await authority.token({ claims: { aud: 'other' } })
    await verifier.verify(token)
    expect(verifier.verifyCached(token)).toBeUndefined()
  })
})
