import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import { oktaJwtAuth } from '../../../../../src/policies/inbound/okta-jwt-auth/okta-jwt-auth.ts'
import { requireUser } from '../../../../../src/policies/inbound/require-user/require-user.ts'
import {
  contextOf,
  createWorld,
  exchangeWith,
  headerOf,
  type World,
} from '../../../../support/policy-setup.ts'
import { SigningAuthority } from '../../../../support/signing-authority.ts'
import { bearer, createPolicy } from '../../../../support/token-policy.ts'

let first: SigningAuthority
let second: SigningAuthority
let world: World
beforeAll(async () => {
  ;[first, second] = await Promise.all([SigningAuthority.start(), SigningAuthority.start()])
  world = createWorld()
})
afterAll(async () => {
  await world.close()
  await Promise.all([first.stop(), second.stop()])
})

/** Two policies that let callers pass, and the one that demands a user. */
async function ask(changes: Partial<Exchange>): Promise<{ status: number; challenge: string; sub: string }> {
  const options = { allowUnauthenticatedRequests: true, oAuthResourceMetadataEnabled: true }
  const policies = [
    ...[first, second].map(({ issuer }) => createPolicy(oktaJwtAuth, { issuer, ...options }, world)),
    createPolicy(requireUser, {}, world),
  ]
  const exchange = exchangeWith(changes)
  const context = contextOf(exchange, world.services)
  for (const policy of policies) {
    const reply = await policy.handle(exchange, context)
    if (reply !== undefined)
      return { status: reply.status, challenge: headerOf(reply, 'www-authenticate'), sub: '' }
  }
  return { status: 200, challenge: '', sub: exchange.user?.sub ?? '' }
}

describe('RequireUserInboundPolicy', () => {
  it('lets pass whoever one of several policies knows', async () => {
    expect(await ask(bearer(await first.token({ claims: { sub: 'one' } })))).toMatchObject({ sub: 'one' })
    expect(await ask(bearer(await second.token({ claims: { sub: 'two' } })))).toMatchObject({ sub: 'two' })
  })

  it('[R3] tells everyone else where to sign in, with an error only for a token that was refused', async () => {
    const anonymous = await ask({})
    expect([anonymous.status, anonymous.challenge]).toEqual([
      401,
      expect.stringMatching(/^Bearer resource_metadata="[^"]+\/mcp", sallyport_hint=/),
    ])
    const expired = await ask(bearer(await first.token({ claims: { exp: 1, iat: 0 } })))
    expect([expired.status, expired.challenge]).toEqual([
      401,
      expect.stringContaining('error="invalid_token"'),
    ])
  })
})
