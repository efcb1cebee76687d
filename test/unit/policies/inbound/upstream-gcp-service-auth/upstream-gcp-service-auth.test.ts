import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { upstreamGcpServiceAuth } from '../../../../../src/policies/inbound/upstream-gcp-service-auth/upstream-gcp-service-auth.ts'
import { startGoogleTokenServer, type GoogleTokenServer } from '../../../../support/google-token-server.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

let server: GoogleTokenServer
let world: World
beforeAll(async () => {
  server = await startGoogleTokenServer()
})
beforeEach(() => {
  world = createWorld()
  return () => world.close()
})
afterAll(() => server.close())

it('gives every caller the token of the account, asked for once', async () => {
  const options = { serviceAccountJson: server.keyFile, audience: 'https://run.example' }
  const policy = createPolicy(upstreamGcpServiceAuth, options, world)
  for (const caller of ['ada', 'bo']) {
    const { reply, exchange } = await judge(policy, world, { headers: { authorization: `Bearer ${caller}` } })
    expect([reply, exchange.headers['authorization']]).toEqual([
      undefined,
      'Bearer id-token-for-https://run.example',
    ])
  }
  expect(server.asked).toHaveLength(1)
})

it.each([
  [{ serviceAccountJson: 'none', audience: 'a' }, 'key file'],
  [{ audience: undefined }, 'Exactly one'],
  [{ audience: 'a', scopes: ['b'] }, 'Exactly one'],
])('reports %j at the start', (changes, message) => {
  createPolicy(upstreamGcpServiceAuth, { serviceAccountJson: server.keyFile, ...changes }, world)
  expect(world.problems.map((problem) => problem.message).join()).toContain(message)
})
