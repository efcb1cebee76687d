import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../../../src/gateway/exchange.ts'
import {
  refuseMalformed,
  refuseMissing,
  refuseScopes,
  refuseToken,
} from '../../../../src/policies/bearer/refuse-request.ts'
import { GatewayContext } from '../../../../src/gateway/request-context.ts'
import { contextOf, createWorld, exchangeWith, headerOf, routeAt } from '../../../support/policy-setup.ts'
import { readReplyText } from '../../../support/read-reply-text.ts'

const world = createWorld()
afterAll(() => world.close())
const settings = { metadataEnabled: true, scopes: ['mcp:access'] }
const exchange = exchangeWith()
const context = contextOf(exchange, world.services)
afterEach(() => void (context.refusal = undefined))
const codeOf = async (reply: Reply): Promise<unknown> =>
  (JSON.parse(await readReplyText(reply)) as { code?: unknown }).code

describe('the refusals of a bearer policy', () => {
  it('have a status, a code and an error parameter each', async () => {
    const missing = refuseMissing(settings, exchange, context)
    const malformed = refuseMalformed('Why.', settings, exchange, context)
    const refused = refuseToken({ reason: 'signature' }, 'bearer', settings, exchange, context)
    const unavailable = refuseToken(
      { reason: 'keys-unavailable', retryAfterSeconds: 2 },
      'bearer',
      settings,
      exchange,
      context,
    )
    const long = refuseToken(
      { reason: 'too-long', expected: 'x', found: 'y' },
      'bearer',
      settings,
      exchange,
      context,
    )
    expect([missing, malformed, refused, unavailable, long].map(({ status }) => status)).toEqual([
      401, 400, 401, 503, 400,
    ])
    expect(await Promise.all([missing, malformed, refused, unavailable].map(codeOf))).toEqual([
      'SALLYPORT_AUTH_REQUIRED',
      'SALLYPORT_AUTH_REQUEST_MALFORMED',
      'SALLYPORT_AUTH_TOKEN_REFUSED',
      'SALLYPORT_AUTH_KEYS_UNAVAILABLE',
    ])
    expect(headerOf(malformed, 'www-authenticate')).toContain('error="invalid_request"')
    expect(headerOf(refused, 'www-authenticate')).toContain('error="invalid_token"')
    expect(headerOf(unavailable, 'retry-after')).toBe('2')
  })

  it('are not stored by caches', () => {
    for (const reply of [
      refuseMissing(settings, exchange, context),
      refuseToken({ reason: 'signature' }, 'bearer', settings, exchange, context),
    ]) {
      expect(headerOf(reply, 'cache-control')).toBe('no-store')
    }
  })

  it('leave the reason for the request record', () => {
    refuseToken(
      { reason: 'algorithm', expected: 'RS256', found: 'none' },
      'bearer',
      settings,
      exchange,
      context,
    )
    expect(context.refusal).toBe('algorithm: expected RS256, found none')
  })

  it('say that a token was presented in vain, where the one that demands a user is another policy', () => {
    context.refusal = 'issuer: expected a, found b'
    expect(headerOf(refuseMissing(settings, exchange, context), 'www-authenticate')).toContain(
      'error="invalid_token"',
    )
    expect(context.refusal).toBe('issuer: expected a, found b')
  })

  it('[R7] name every scope that is needed and where the metadata is', () => {
    const reply = refuseScopes(['a', 'b'], ['b'], settings, exchange, context)
    expect(reply.status).toBe(403)
    expect(headerOf(reply, 'www-authenticate')).toMatch(
      /^Bearer resource_metadata="[^"]+\/mcp", error="insufficient_scope", .*scope="a b"/,
    )
  })

  it('challenge with DPoP where it is spoken: beside Bearer, or alone', async () => {
    const dpop = { algorithms: ['ES256'], required: false }
    const ask = (terms: typeof dpop, scheme: 'bearer' | 'dpop') =>
      headerOf(
        refuseToken({ reason: 'signature' }, scheme, { ...settings, dpop: terms }, exchange, context),
        'www-authenticate',
      )
    expect(ask(dpop, 'bearer')).toMatch(/^Bearer .*, DPoP algs="ES256"$/)
    expect(ask(dpop, 'dpop')).toMatch(/^DPoP resource_metadata=.*error="invalid_token".*algs="ES256"$/)
    expect(ask({ ...dpop, required: true }, 'bearer')).toMatch(/^DPoP /)
    const nonce = refuseToken(
      { reason: 'proof-nonce', nonce: 'n-1' },
      'dpop',
      { ...settings, dpop },
      exchange,
      context,
    )
    expect([headerOf(nonce, 'dpop-nonce'), nonce.status]).toEqual(['n-1', 401])
  })

  it('point a tool call to the metadata of the route that was asked for', () => {
    const child = new GatewayContext(
      exchangeWith({ path: '/books' }),
      routeAt('/books'),
      world.services,
      context.actions,
      context,
    )
    const reply = refuseScopes(['a'], ['a'], settings, exchangeWith({ path: '/books' }), child)
    expect(headerOf(reply, 'www-authenticate')).toContain('/.well-known/oauth-protected-resource/mcp"')
  })
})
