import { afterAll, beforeAll, expect, it } from 'vitest'
import { upstreamOauthClientCredentials } from '../../../../../src/policies/inbound/upstream-oauth-client-credentials/upstream-oauth-client-credentials.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'
import { startTokenServer, type TokenServer } from '../../../../support/token-server.ts'

let server: TokenServer
let world: World
beforeAll(async () => {
  server = await startTokenServer()
  world = createWorld()
})
afterAll(async () => {
  await world.close()
  await server.close()
})

it('gives every caller the token of the gateway', async () => {
  const options = { tokenUrl: server.url, clientId: 'gateway', clientSecret: 's', scope: 'books' }
  const policy = createPolicy(upstreamOauthClientCredentials, options, world)
  for (const caller of ['ada', 'bo']) {
    const { reply, exchange } = await judge(policy, world, { headers: { authorization: `Bearer ${caller}` } })
    expect([reply, exchange.headers['authorization']]).toEqual([undefined, 'Bearer issued-1'])
  }
  expect(server.asked).toEqual([{ grant_type: 'client_credentials', scope: 'books', client: 'gateway' }])
})
