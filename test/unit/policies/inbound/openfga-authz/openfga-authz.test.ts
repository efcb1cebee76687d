import { afterAll, beforeAll, expect, it } from 'vitest'
import { openfgaAuthz } from '../../../../../src/policies/inbound/openfga-authz/openfga-authz.ts'
import { startOpenFga, type OpenFgaServer } from '../../../../support/openfga-server.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

let server: OpenFgaServer
let world: World
beforeAll(async () => {
  server = await startOpenFga()
  world = createWorld()
})
afterAll(async () => {
  await world.close()
  await server.close()
})

it.each([
  [{ method: 'none' }, undefined, undefined],
  [{ method: 'api-token', token: 't' }, 'Bearer t', undefined],
  [{ method: 'header', headerName: 'X-Store-Key', headerValue: 'k' }, undefined, 'k'],
  [
    { method: 'client-credentials', clientId: 'c', clientSecret: 'client-secret', apiAudience: 'store' },
    'Bearer token-for-store',
    undefined,
  ],
])('shows who asks: %j', async (credentials, authorization, custom) => {
  const endpoint = credentials.method === 'client-credentials' ? `${server.url}/oauth/token` : undefined
  const options = {
    apiUrl: server.url,
    storeId: 'store-1',
    authorizationModelId: 'model-1',
    relation: 'viewer',
    object: 'book:1',
    credentials: { ...credentials, ...(endpoint === undefined ? {} : { oauthTokenEndpointUrl: endpoint }) },
  }
  const { reply } = await judge(createPolicy(openfgaAuthz, options, world), world, {
    user: { sub: 'ada', data: {} },
  })
  expect(reply).toBeUndefined()
  expect(server.asked.at(-1)).toMatchObject({ authorization, custom })
})
