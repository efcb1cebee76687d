import { afterAll, describe, expect, it } from 'vitest'
import { readReplyText, type Reply } from '../../../../src/gateway/exchange.ts'
import {
  refuseMalformed,
  refuseMissing,
  refuseToken,
} from '../../../../src/policies/bearer/refuse-request.ts'
import { contextOf, createWorld, exchangeWith, headerOf } from '../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())
const settings = { metadataEnabled: true, scopes: ['mcp:access'] }
const exchange = exchangeWith()
const context = contextOf(exchange, world.services)
const codeOf = async (reply: Reply): Promise<unknown> =>
  (JSON.parse(await readReplyText(reply)) as { code?: unknown }).code

describe('the refusals of a bearer policy', () => {
  it('have a status, a code and an error parameter each', async () => {
    const missing = refuseMissing(settings, exchange, context)
    const malformed = refuseMalformed('Why.', settings, exchange, context)
    const refused = refuseToken({ reason: 'signature' }, settings, exchange, context)
    const unavailable = refuseToken(
      { reason: 'keys-unavailable', retryAfterSeconds: 2 },
      settings,
      exchange,
      context,
    )
    const long = refuseToken({ reason: 'too-long', expected: 'x', found: 'y' }, settings, exchange, context)
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
      refuseToken({ reason: 'signature' }, settings, exchange, context),
    ]) {
      expect(headerOf(reply, 'cache-control')).toBe('no-store')
    }
  })

  it('leave the reason for the request record', () => {
    refuseToken({ reason: 'algorithm', expected: 'RS256', found: 'none' }, settings, exchange, context)
    expect(context.refusal).toBe('algorithm: expected RS256, found none')
  })
})
