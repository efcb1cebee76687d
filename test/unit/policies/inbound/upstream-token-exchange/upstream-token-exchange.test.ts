import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { InboundPolicy } from '../../../../../src/gateway/policy.ts'
import { upstreamTokenExchange } from '../../../../../src/policies/inbound/upstream-token-exchange/upstream-token-exchange.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../../../support/policy-setup.ts'
import { createPolicy } from '../../../../support/token-policy.ts'
import { startTokenServer, type TokenServer } from '../../../../support/token-server.ts'

let server: TokenServer
let world: World
let now = 1_000_000
beforeAll(async () => {
  server = await startTokenServer()
  world = createWorld({ now: () => now })
})
afterAll(async () => {
  await world.close()
  await server.close()
})
afterEach(() => server.reset())

const create = (changes: object = {}): InboundPolicy =>
  createPolicy(
    upstreamTokenExchange,
    { tokenUrl: server.url, clientId: 'gateway', clientSecret: 's', audience: 'books', ...changes },
    world,
  )

/** A request whose token a policy has read and accepted. */
async function send(policy: InboundPolicy, token: string, claims: Record<string, unknown> = {}) {
  const exchange = exchangeWith({
    headers: { authorization: `Bearer ${token}` },
    user: { sub: 'ada', data: claims },
  })
  const context = contextOf(exchange, world.services)
  context.presentedSecrets = [token, `Bearer ${token}`]
  const reply = await policy.handle(exchange, context)
  return { reply, headers: exchange.headers }
}

describe('token exchange', () => {
  it('gives each caller a token of its own', async () => {
    const policy = create()
    expect((await send(policy, 'of-ada')).headers['authorization']).toBe('Bearer issued-1')
    expect((await send(policy, 'of-bo')).headers['authorization']).toBe('Bearer issued-2')
    expect((await send(policy, 'of-ada')).headers['authorization']).toBe('Bearer issued-1')
    expect(server.asked[0]).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: 'of-ada',
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      audience: 'books',
      client: 'gateway',
    })
  })

  it('does not keep a token longer than its caller has one', async () => {
    const policy = create()
    await send(policy, 'short', { exp: now / 1000 + 10 })
    now += 9_999
    await send(policy, 'short', { exp: 0 })
    expect(server.asked).toHaveLength(1)
    now += 1
    await send(policy, 'short', { exp: now / 1000 + 10 })
    expect(server.asked).toHaveLength(2)
  })

  it('forgets every token when one of a caller was revoked', async () => {
    const policy = create()
    await send(policy, 'of-ada')
    await policy.onRevoked?.({})
    expect((await send(policy, 'of-ada')).headers['authorization']).toBe('Bearer issued-2')
  })

  it('leaves nothing of the caller where the token goes into another header', async () => {
    const { headers } = await send(create({ authHeader: 'x-token' }), 'of-ada')
    expect(headers).toEqual({ 'x-token': 'issued-1' })
  })

  it('asks callers to sign in, and the server nothing, where no policy knows them', async () => {
    const policy = create()
    const exchange = exchangeWith({ headers: { authorization: 'Bearer unread' } })
    const reply = await policy.handle(exchange, contextOf(exchange, world.services))
    expect([reply?.status, server.asked.length]).toEqual([401, 0])
    expect(policy.explain?.(undefined)).toMatchObject({ holds: false })
    expect(policy.explain?.({ sub: 'ada', data: {} })).toMatchObject({ holds: true })
  })

  it('remembers for each caller that the server refuses it', async () => {
    server.answerWith(400, { error: 'invalid_grant' })
    const policy = create()
    expect((await send(policy, 'of-eve')).reply?.status).toBe(502)
    expect((await send(policy, 'of-eve')).reply?.status).toBe(502)
    expect(server.asked).toHaveLength(1)
  })
})
