import { afterAll, beforeAll, expect, it } from 'vitest'
import { createClientCredentials } from '../../../../src/policies/openfga/client-credentials.ts'
import { startOpenFga, type OpenFgaServer } from '../../../support/openfga-server.ts'
import { createWorld, type World } from '../../../support/policy-setup.ts'

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

const client = (clientSecret: string): Parameters<typeof createClientCredentials>[0] => ({
  clientId: 'gateway',
  clientSecret,
  apiAudience: 'https://store/',
  oauthTokenEndpointUrl: `${server.url}/oauth/token`,
})

it('shows a token of the audience, and nothing when there is none', async () => {
  expect(await createClientCredentials(client('client-secret'), 1000, world.setup)()).toEqual([
    'authorization',
    'Bearer token-for-https://store/',
  ])
  await expect(createClientCredentials(client('wrong'), 1000, world.setup)()).rejects.toThrow(
    'invalid_client',
  )
})
