import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkToken } from '../../../../../src/provisioning/okta/verify/check-token.ts'
import { createPublicEndpoints } from '../../../../../src/provisioning/okta/verify/public-endpoints.ts'
import { callOkta } from '../../../../support/okta-calls.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())

async function check(identity = provisionedIdentity(), change: { audience?: string; secret?: string } = {}) {
  const endpoints = createPublicEndpoints()
  const outcome = await world.apply(provisionedIdentity())
  const [server] = identity.authorizationServers
  if (server === undefined) throw new Error('no server')
  const found = await checkToken({
    endpoints,
    identity,
    server: { ...server, audience: change.audience ?? server.audience },
    issuer: outcome.references.get('server:mcp') ?? '',
    clientIdOf: (id) => outcome.references.get(`client:${id}`),
    secretOf: async (id) => change.secret ?? world.secrets.get(`client:${id}`),
  })
  await endpoints.close()
  return found
}

test('a real token, its life and its header', async () => {
  expect((await check()).map(({ outcome, check: name }) => `${outcome} ${name}`)).toEqual([
    'ok token of mcp',
    'ok life of a token of mcp',
    'ok header of a token of mcp',
  ])
})

test('another life or another audience than declared is found', async () => {
  const other = provisionedIdentity({ rule: { accessTokenLifetimeMinutes: 15 } })
  expect((await check(other)).find(({ check: name }) => name.startsWith('life'))).toMatchObject({
    outcome: 'failed',
    message: 'It lives 60 minutes, not 15.',
  })
  expect(await check(provisionedIdentity(), { audience: 'https://other' })).toMatchObject([
    { outcome: 'failed', message: expect.stringContaining('the gateway would refuse it') },
  ])
})

test('a refusal is told with what to do', async () => {
  const { addresses } = await world.apply(provisionedIdentity())
  await callOkta(
    world.org,
    'POST',
    `/api/v1${addresses.get('server:mcp/policy:Clients')}/lifecycle/deactivate`,
  )
  const endpoints = createPublicEndpoints()
  const identity = provisionedIdentity()
  const outcome = await world.plan(identity)
  const issuer = outcome.changes.find(({ key }) => key === 'server:mcp')?.current?.reference ?? ''
  const [server] = identity.authorizationServers
  const found = await checkToken({
    endpoints,
    identity,
    server: server ?? identity.authorizationServers[0]!,
    issuer,
    clientIdOf: (id) => id,
    secretOf: async () => world.secrets.get('client:mcp-service'),
  })
  await endpoints.close()
  expect(found).toMatchObject([
    { outcome: 'failed', hint: expect.stringContaining('No rule of an active policy') },
  ])
})

test('without a program, a client or a secret nothing is asked', async () => {
  const none = provisionedIdentity({ rule: { grantTypes: ['authorization_code'] } })
  expect((await check(none))[0]?.outcome).toBe('skipped')
  expect((await check(provisionedIdentity(), { secret: 'wrong-secret' }))[0]).toMatchObject({
    outcome: 'failed',
  })
})
