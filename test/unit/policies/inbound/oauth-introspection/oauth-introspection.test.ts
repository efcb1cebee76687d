import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oauthIntrospection } from '../../../../../src/policies/inbound/oauth-introspection/oauth-introspection.ts'
import { startUpstream, type LoopbackUpstream } from '../../../../support/loopback-upstream.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

let world: World
let server: LoopbackUpstream
beforeAll(async () => {
  world = createWorld()
  server = await startUpstream((_request, response, body) => {
    const active = new URLSearchParams(body).get('token') === 'known'
    const answer = { active, username: 'ada', aud: 'http://127.0.0.1:9000/mcp', scope: 'read' }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
})
afterAll(async () => {
  await world.close()
  await server.close()
})

describe('OAuthIntrospectionInboundPolicy', () => {
  it('takes token, subject and audience from where it is told', async () => {
    const options = {
      introspectionUrl: server.url,
      clientId: 'a',
      clientSecret: 'b',
      authHeader: 'X-Token',
      subPropertyName: 'username',
    }
    const audience = 'http://localhost:9000/mcp'
    const policy = createPolicy(oauthIntrospection, { ...options, audience }, world)
    const known = await judge(policy, world, { headers: { 'x-token': 'known' } })
    expect([known.reply, known.exchange.user?.sub]).toEqual([undefined, 'ada'])
    expect((await judge(policy, world, { headers: { 'x-token': 'other' } })).reply?.status).toBe(401)
    const elsewhere = createPolicy(oauthIntrospection, { ...options, audience: 'https://other/mcp' }, world)
    expect((await judge(elsewhere, world, { headers: { 'x-token': 'known' } })).reply?.status).toBe(401)
  })
})
