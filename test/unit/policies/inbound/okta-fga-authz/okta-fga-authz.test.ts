import { expect, it } from 'vitest'
import type { UpstreamRequest } from '../../../../../src/gateway/services.ts'
import { oktaFgaAuthz } from '../../../../../src/policies/inbound/okta-fga-authz/okta-fga-authz.ts'
import { startOpenFga } from '../../../../support/openfga-server.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

it('asks the region for the audience of its API', async () => {
  const server = await startOpenFga()
  const world = createWorld()
  const urls: string[] = []
  const { upstream } = world.services
  const send = (request: UpstreamRequest): ReturnType<typeof upstream.send> => {
    urls.push(request.url)
    return upstream.send({ ...request, url: server.url + new URL(request.url).pathname })
  }
  const services = { ...world.services, upstream: { send, close: () => upstream.close() } }
  const options = {
    region: 'au1',
    storeId: 'store-1',
    authorizationModelId: 'model-1',
    relation: 'viewer',
    object: 'book:1',
    credentials: { clientId: 'c', clientSecret: 'client-secret' },
  }
  const redirected = { ...world, services, setup: { ...world.setup, services } }
  const policy = createPolicy(oktaFgaAuthz, options, redirected)
  const { reply } = await judge(policy, world, { user: { sub: 'ada', data: {} } })
  expect(reply).toBeUndefined()
  expect(urls).toEqual(['https://auth.fga.dev/oauth/token', 'https://api.au1.fga.dev/stores/store-1/check'])
  expect(server.asked[0]?.authorization).toBe('Bearer token-for-https://api.au1.fga.dev/')
  await world.close()
  await server.close()
})
