import { DpopSession } from '@modelcontextprotocol/client'
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { verifyDpopProof, type DpopExpectation } from '../../../../src/oauth/resource-server/dpop-proof.ts'
import { proofOf, publicJwk, thumbprintOf, type ProofChanges } from '../../../support/dpop.ts'
import { makeKey, unsignedToken, type AuthorityKey } from '../../../support/signing-authority.ts'

const url = 'http://127.0.0.1:9000/mcp'
const token = 'the.access.token'
const now = Math.floor(Date.now() / 1000)
let key: AuthorityKey
let expected: DpopExpectation
beforeAll(async () => {
  key = await makeKey('ES256')
  expected = {
    method: 'POST',
    url,
    tokenHash: createHash('sha256').update(token).digest('base64url'),
    keyThumbprint: await thumbprintOf(key),
    algorithms: ['ES256'],
    now,
    maxAgeSeconds: 60,
  }
})

async function foundIn(changes: ProofChanges, more: Partial<DpopExpectation> = {}): Promise<string> {
  const proof = await verifyDpopProof(await proofOf(key, token, url, changes), { ...expected, ...more })
  if (proof.ok) return 'accepted'
  return proof.error.reason === 'proof' ? proof.error.expected : proof.error.reason
}

describe('verifyDpopProof', () => {
  it('accepts a proof and tells what is left to judge', async () => {
    const sent = await proofOf(key, token, url, { claims: { jti: 'p-1', iat: now, nonce: 'n' } })
    expect(await verifyDpopProof(sent, expected)).toEqual({
      ok: true,
      value: { id: 'p-1', issuedAt: now, nonce: 'n' },
    })
  })

  it('accepts the proofs of the official client, whatever it signs with', async () => {
    for (const alg of ['ES256', 'EdDSA', 'RS256'] as const) {
      const session = await DpopSession.create({ alg })
      const sent = await session.buildProof({ htu: url, htm: 'POST', accessToken: token })
      const bound = { ...expected, algorithms: [alg], keyThumbprint: session.thumbprint }
      expect(await verifyDpopProof(sent, bound)).toMatchObject({ ok: true })
    }
  })

  it('wants one header with one JWT', async () => {
    const sent = await proofOf(key, token)
    for (const header of [undefined, '', `${sent}, ${sent}`, 'x.y', `${sent}.x`, 'x'.repeat(9_000)])
      expect(await verifyDpopProof(header, expected)).toMatchObject({ error: { reason: 'proof' } })
  })

  it('wants typ dpop+jwt, a listed algorithm and no extensions', async () => {
    expect(await foundIn({ header: { typ: 'JWT' } })).toBe('typ dpop+jwt')
    expect(await foundIn({ header: { typ: undefined } })).toBe('typ dpop+jwt')
    expect(await foundIn({}, { algorithms: ['RS256'] })).toBe('alg RS256')
    const critical = unsignedToken({ typ: 'dpop+jwt', alg: 'ES256', crit: ['b64'] }, {}, 'AA')
    expect(await verifyDpopProof(critical, expected)).toMatchObject({ error: { expected: 'no crit' } })
    const none = unsignedToken({ typ: 'dpop+jwt', alg: 'none', jwk: publicJwk(key) }, {}, 'AA')
    expect(await verifyDpopProof(none, expected)).toMatchObject({ error: { expected: 'alg ES256' } })
  })

  it('wants the key the token is bound to, its public half alone, and its signature', async () => {
    const other = await makeKey('ES256')
    expect(await foundIn({ header: { jwk: publicJwk(other) }, signer: other })).toBe(
      'the key the token is bound to',
    )
    expect(await foundIn({ signer: other })).toBe('a signature that verifies')
    for (const jwk of [undefined, 'x', [], { ...publicJwk(key), d: 'AA' }, { kty: 'oct', k: 'AA' }])
      expect(await foundIn({ header: { jwk } })).toBe('a public key in jwk')
  })

  it('wants the method and the URL of this request, query aside', async () => {
    expect(await foundIn({ claims: { htm: 'GET' } })).toBe('htm POST')
    expect(await foundIn({ claims: { htm: 'post' } })).toBe('htm POST')
    for (const htu of [`${url}?a=1`, `${url}#x`, 'HTTP://127.0.0.1:9000/mcp'])
      expect(await foundIn({ claims: { htu } })).toBe('accepted')
    const others = [
      'http://127.0.0.1:9000/mcp2',
      'https://127.0.0.1:9000/mcp',
      `${url}/`,
      '/mcp',
      1,
      undefined,
    ]
    for (const htu of [...others, 'http://u:p@127.0.0.1:9000/mcp'])
      expect(await foundIn({ claims: { htu } })).toBe(`htu ${url}`)
  })

  it('wants a proof of now, of this token, with an id', async () => {
    expect(await foundIn({ claims: { iat: now - 50 } })).toBe('accepted')
    for (const iat of [now - 70, now + 70, undefined, '1', Number.MAX_VALUE])
      expect(await foundIn({ claims: { iat } })).toMatch(/^iat within 60 seconds/)
    for (const ath of [undefined, 'x'])
      expect(await foundIn({ claims: { ath } })).toBe('ath of the access token')
    for (const jti of [undefined, '', 1, 'x'.repeat(300)])
      expect(await foundIn({ claims: { jti } })).toBe('a jti')
    expect(await foundIn({ claims: { nonce: 1 } })).toBe('a text as nonce')
  })
})
