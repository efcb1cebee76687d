import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Exchange } from '../../../../src/gateway/exchange.ts'
import { GatewayContext } from '../../../../src/gateway/request-context.ts'
import { createPossession, type Possession } from '../../../../src/policies/bearer/prove-possession.ts'
import type { TokenRefusal } from '../../../../src/oauth/resource-server/token-refusal.ts'
import type { VerifiedToken } from '../../../../src/oauth/resource-server/verified-token.ts'
import { proofOf, thumbprintOf, type ProofChanges } from '../../../support/dpop.ts'
import { contextOf, createWorld, exchangeWith, routeAt, type World } from '../../../support/policy-setup.ts'
import { makeKey, type AuthorityKey } from '../../../support/signing-authority.ts'
import { jwtOptionsWith } from '../../../support/token-policy.ts'

const sent = 'the.access.token'
const url = 'http://127.0.0.1:9000/mcp'
const certificate = Buffer.from('a certificate')
const certificateHash = createHash('sha256').update(certificate).digest('base64url')
let key: AuthorityKey
let keyHash: string
let time = Date.now()
let world: World
beforeAll(async () => {
  key = await makeKey('ES256')
  keyHash = await thumbprintOf(key)
  world = createWorld({ now: () => time })
})
afterAll(() => world.close())

const tokenWith = (binding: Partial<NonNullable<VerifiedToken['binding']>> | undefined): VerifiedToken => ({
  subject: 'ada',
  claims: {},
  scopes: [],
  expiresAt: 1e10,
  binding: binding && { key: undefined, certificate: undefined, ...binding },
})
const possessionWith = (options: Parameters<typeof jwtOptionsWith>[0] & object): Possession =>
  createPossession(jwtOptionsWith(options), world.setup)

async function prove(
  possession: Possession,
  token: VerifiedToken,
  changes: Partial<Exchange>,
  scheme: 'bearer' | 'dpop' = 'dpop',
): Promise<{ refusal: TokenRefusal | undefined; context: GatewayContext }> {
  const exchange = exchangeWith(changes)
  const context = contextOf(exchange, world.services)
  return { refusal: await possession.prove(token, { token: sent, scheme }, exchange, context), context }
}
const withProof = async (changes: ProofChanges = {}): Promise<Partial<Exchange>> => ({
  headers: { dpop: await proofOf(key, sent, url, changes) },
})

describe('a token bound to a key', () => {
  it('passes with a proof, once; the proof goes to no upstream', async () => {
    const possession = possessionWith({ dpop: {} })
    const request = await withProof()
    const first = await prove(possession, tokenWith({ key: keyHash }), request)
    expect(first.refusal).toBeUndefined()
    expect(first.context.presentedSecrets).toEqual([request.headers?.['dpop']])
    const again = await prove(possession, tokenWith({ key: keyHash }), request)
    expect(again.refusal).toMatchObject({ reason: 'proof', found: 'one that was' })
  })

  it('is refused as a plain bearer token, also where DPoP is not spoken (RFC 9449 section 7.2)', async () => {
    for (const options of [{}, { dpop: {} }, { dpop: { required: true } }]) {
      const { refusal } = await prove(possessionWith(options), tokenWith({ key: keyHash }), {}, 'bearer')
      expect(refusal).toMatchObject({ reason: 'binding', found: 'bearer' })
    }
  })

  it('needs a proof for this request', async () => {
    const possession = possessionWith({ dpop: {} })
    const refusals = await Promise.all(
      [
        {},
        await withProof({ claims: { htu: 'http://127.0.0.1:9000/other' } }),
        await withProof({ claims: { htm: 'GET' } }),
        await withProof({ claims: { iat: 1 } }),
      ].map(
        async (request) => (await prove(possession, tokenWith({ key: keyHash }), request)).refusal?.reason,
      ),
    )
    expect(refusals).toEqual(['proof', 'proof', 'proof', 'proof'])
  })

  it('need not be proved again on the route of a tool, whose URL is another', async () => {
    const possession = possessionWith({ dpop: {} })
    const { context } = await prove(possession, tokenWith({ key: keyHash }), await withProof())
    const tool = exchangeWith({ path: '/books', method: 'GET' })
    const child = new GatewayContext(tool, routeAt('/books'), world.services, context.actions, context)
    const presented = { token: sent, scheme: 'dpop' } as const
    expect(await possession.prove(tokenWith({ key: keyHash }), presented, tool, child)).toBeUndefined()
    const other = { token: 'another.access.token', scheme: 'dpop' } as const
    expect(await possession.prove(tokenWith({ key: keyHash }), other, tool, child)).toMatchObject({
      reason: 'proof',
    })
  })
})

describe('a token that is not bound', () => {
  it('needs no proof where it is welcome, and is refused where it is not or where one is pretended', async () => {
    const plain = tokenWith(undefined)
    expect(possessionWith({ dpop: {} }).isNeeded(plain, 'bearer')).toBe(false)
    expect(possessionWith({ dpop: { required: true } }).isNeeded(plain, 'bearer')).toBe(true)
    const required = possessionWith({ dpop: { required: true } })
    expect((await prove(required, plain, {}, 'bearer')).refusal?.reason).toBe('binding')
    expect((await prove(possessionWith({ dpop: {} }), plain, await withProof())).refusal?.reason).toBe(
      'binding',
    )
    const mtls = possessionWith({ mtls: { certificateHeader: 'x-cert', required: true } })
    expect((await prove(mtls, plain, {}, 'bearer')).refusal).toMatchObject({
      expected: 'cnf.x5t#S256 in the token',
    })
  })
})

describe('a nonce of the gateway', () => {
  it('is demanded, handed out with the refusal, and changed with a good answer', async () => {
    time = Date.now()
    const possession = possessionWith({ dpop: { nonce: true, maxAgeSeconds: 600 } })
    const token = tokenWith({ key: keyHash })
    const first = await prove(possession, token, await withProof())
    expect(first.refusal).toMatchObject({ reason: 'proof-nonce', nonce: expect.stringMatching(/.{20}/) })
    const { nonce } = first.refusal as { nonce: string }
    const second = await prove(possession, token, await withProof({ claims: { nonce } }))
    expect([second.refusal, second.context.sendingHooks]).toEqual([undefined, undefined])
    time += 300_000
    const third = await prove(possession, token, await withProof({ claims: { nonce } }))
    expect(third.refusal).toBeUndefined()
    const reply = { status: 200, headers: {}, body: undefined }
    await third.context.sendingHooks?.[0]?.(reply, exchangeWith(), third.context)
    expect(reply.headers).toMatchObject({ 'dpop-nonce': expect.not.stringContaining(nonce) })
    time += 300_000
    const late = await prove(
      possession,
      token,
      await withProof({ claims: { nonce, iat: Math.floor(time / 1000) } }),
    )
    expect(late.refusal?.reason).toBe('proof-nonce')
  })
})

describe('a token bound to a certificate', () => {
  const options = { mtls: { certificateHeader: 'Client-Cert' } }
  const shown = { headers: { 'client-cert': `:${certificate.toString('base64')}:` } }

  it('passes with the certificate that a trusted proxy has seen', async () => {
    const token = tokenWith({ certificate: certificateHash })
    const { refusal, context } = await prove(
      possessionWith(options),
      token,
      { ...shown, isFromTrustedProxy: true },
      'bearer',
    )
    expect(refusal).toBeUndefined()
    expect(context.presentedSecrets).toEqual([shown.headers['client-cert']])
  })

  it('is refused with another certificate, with none, and with one that anybody could have written', async () => {
    const token = tokenWith({ certificate: certificateHash })
    const other = { 'client-cert': `:${Buffer.from('another').toString('base64')}:` }
    for (const request of [
      { isFromTrustedProxy: true },
      { isFromTrustedProxy: true, headers: other },
      shown,
      { ...shown, isFromTrustedProxy: false },
    ]) {
      const { refusal } = await prove(possessionWith(options), token, request, 'bearer')
      expect(refusal).toMatchObject({ reason: 'binding', expected: 'its client certificate' })
    }
    const { refusal } = await prove(
      possessionWith({}),
      token,
      { ...shown, isFromTrustedProxy: true },
      'bearer',
    )
    expect(refusal?.reason).toBe('binding')
  })

  it('needs both where it is bound to both', async () => {
    time = Date.now()
    const token = tokenWith({ certificate: certificateHash, key: keyHash })
    const possession = possessionWith({ ...options, dpop: {} })
    const proof = await proofOf(key, sent, url)
    const both = { headers: { ...shown.headers, dpop: proof }, isFromTrustedProxy: true }
    expect((await prove(possession, token, { headers: { dpop: proof } })).refusal?.reason).toBe('binding')
    expect((await prove(possession, token, { ...shown, isFromTrustedProxy: true })).refusal?.reason).toBe(
      'proof',
    )
    expect((await prove(possession, token, both)).refusal).toBeUndefined()
  })
})
