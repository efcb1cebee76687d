import { expect, it } from 'vitest'
import { upstreamAzureAdServiceAuth } from '../../../../../src/policies/inbound/upstream-azure-ad-service-auth/upstream-azure-ad-service-auth.ts'
import { startUpstream } from '../../../../support/loopback-upstream.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

it('asks its tenant as the documentation says, again where the tenant stumbles', async () => {
  const asked: { url: string | undefined; form: Record<string, string> }[] = []
  const server = await startUpstream((request, response, body) => {
    asked.push({ url: request.url, form: Object.fromEntries(new URLSearchParams(body)) })
    const answer = { token_type: 'Bearer', expires_in: 3599, access_token: 'for-the-gateway' }
    response.writeHead(asked.length === 1 ? 503 : 200).end(JSON.stringify(answer))
  })
  const world = createWorld()
  const policy = createPolicy(
    upstreamAzureAdServiceAuth,
    {
      authority: server.url,
      activeDirectoryTenantId: 'tenant',
      activeDirectoryClientId: 'gateway',
      activeDirectoryClientSecret: 'secret',
    },
    world,
  )
  const { reply, exchange } = await judge(policy, world, {})
  expect([reply, exchange.headers['authorization']]).toEqual([undefined, 'Bearer for-the-gateway'])
  const form = {
    grant_type: 'client_credentials',
    scope: 'gateway/.default',
    client_id: 'gateway',
    client_secret: 'secret',
  }
  expect(asked).toEqual([
    { url: '/tenant/oauth2/v2.0/token', form },
    { url: '/tenant/oauth2/v2.0/token', form },
  ])
  await world.close()
  await server.close()
})
