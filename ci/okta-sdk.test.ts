import { createRequire } from 'node:module'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../src/testing/index.ts'

// Both are CommonJS, and their types ask for more than the API does; what they answer is read as it comes.
const load = createRequire(import.meta.url)
const { Client } = load('@okta/okta-sdk-nodejs')
const OktaJwtVerifier = load('@okta/jwt-verifier')

let org: OktaOrg
beforeAll(async () => {
  for (const name of Object.keys(process.env)) if (name.startsWith('OKTA_')) delete process.env[name]
  org = await createOktaOrg({ pageSize: 2 })
})
afterAll(() => org.close())

const client = () => new Client({ orgUrl: org.origin, token: org.apiToken, cacheMiddleware: null })

/** A list of the SDK, which asks for its next page when it gets there. */
interface Collection {
  each(visit: (item: { id: string; profile: { name: string } }) => void): Promise<void>
}

async function namesOf(collection: Collection): Promise<string[]> {
  const names: string[] = []
  await collection.each((item) => void names.push(item.profile.name))
  return names
}

test("Okta's own SDK drives the whole guide, and Okta's own verifier takes the token", async () => {
  const okta = client()
  const server = await okta.authorizationServerApi.createAuthorizationServer({
    authorizationServer: {
      name: 'MCP Server Authorization',
      description: 'For the MCP endpoint',
      audiences: ['http://127.0.0.1:9000/mcp'],
    },
  })
  expect(server.issuer).toBe(`${org.origin}/oauth2/${server.id}`)
  const at = { authServerId: server.id }
  await okta.authorizationServerApi.createOAuth2Scope({
    ...at,
    oAuth2Scope: {
      name: 'mcp:access',
      displayName: 'Use the tools',
      consent: 'IMPLICIT',
      metadataPublish: 'ALL_CLIENTS',
      _default: true,
    },
  })
  const application = await okta.applicationApi.createApplication({
    application: {
      name: 'oidc_client',
      label: 'MCP Service',
      signOnMode: 'OPENID_CONNECT',
      credentials: { oauthClient: { token_endpoint_auth_method: 'client_secret_basic' } },
      settings: {
        oauthClient: {
          application_type: 'service',
          grant_types: ['client_credentials'],
          response_types: ['token'],
        },
      },
    },
  })
  await (
    await okta.groupApi.listGroups({ q: 'Everyone' })
  ).each(async ({ id: groupId }: { id: string }) => {
    await okta.applicationApi.assignGroupToApplication({ appId: application.id, groupId })
  })
  const policy = await okta.authorizationServerApi.createAuthorizationServerPolicy({
    ...at,
    policy: {
      type: 'OAUTH_AUTHORIZATION_POLICY',
      name: 'MCP Client Access Policy',
      description: 'All clients',
      priority: 1,
      conditions: { clients: { include: ['ALL_CLIENTS'] } },
    },
  })
  await okta.authorizationServerApi.createAuthorizationServerPolicyRule({
    ...at,
    policyId: policy.id,
    policyRule: {
      type: 'RESOURCE_ACCESS',
      name: 'Allow MCP Access',
      priority: 1,
      conditions: {
        people: { groups: { include: ['EVERYONE'] } },
        grantTypes: { include: ['client_credentials', 'authorization_code'] },
        scopes: { include: ['mcp:access'] },
      },
      actions: {
        token: {
          accessTokenLifetimeMinutes: 60,
          refreshTokenLifetimeMinutes: 129600,
          refreshTokenWindowMinutes: 10080,
        },
      },
    },
  })
  const { client_id: id, client_secret: secret } = application.credentials.oauthClient
  const response = await fetch(`${server.issuer}/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'mcp:access' }),
  })
  const { access_token: token } = (await response.json()) as { access_token: string }
  const verifier = new OktaJwtVerifier({
    issuer: server.issuer,
    assertClaims: { 'scp.includes': ['mcp:access'] },
    testing: { disableHttpsCheck: true },
  })
  const { claims } = await verifier.verifyAccessToken(token, 'http://127.0.0.1:9000/mcp')
  expect(claims).toMatchObject({ cid: id, sub: id, scp: ['mcp:access'] })
})

test('its lists follow the pages, and its errors are read', async () => {
  const okta = client()
  for (const name of ['a', 'b', 'c', 'd']) await okta.groupApi.createGroup({ group: { profile: { name } } })
  expect((await namesOf(await okta.groupApi.listGroups())).sort()).toEqual(['Everyone', 'a', 'b', 'c', 'd'])
  await expect(
    okta.authorizationServerApi.getAuthorizationServer({ authServerId: 'ausmissing' }),
  ).rejects.toMatchObject({ status: 404, errorCode: 'E0000007' })
  await expect(okta.groupApi.createGroup({ group: { profile: { name: '' } } })).rejects.toMatchObject({
    status: 400,
    errorCode: 'E0000001',
  })
})

test('it waits out a rate limit', async () => {
  const narrow = await createOktaOrg({ rateLimit: { limit: 1, windowSeconds: 1 } })
  try {
    const okta = new Client({ orgUrl: narrow.origin, token: narrow.apiToken, cacheMiddleware: null })
    await namesOf(await okta.groupApi.listGroups())
    expect(await namesOf(await okta.groupApi.listGroups())).toEqual(['Everyone'])
  } finally {
    await narrow.close()
  }
})

test('it signs in with a private key, for the scopes an administrator granted', async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'RS256' }
  const application = await client().applicationApi.createApplication({
    application: {
      name: 'oidc_client',
      label: 'Administration',
      signOnMode: 'OPENID_CONNECT',
      credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt' } },
      settings: {
        oauthClient: {
          application_type: 'service',
          grant_types: ['client_credentials'],
          response_types: ['token'],
          jwks: { keys: [jwk] },
        },
      },
    },
  })
  org.grantScopes(application.id, ['okta.groups.read'])
  const okta = new Client({
    orgUrl: org.origin,
    authorizationMode: 'PrivateKey',
    clientId: application.id,
    scopes: ['okta.groups.read'],
    privateKey: await exportJWK(privateKey),
    keyId: 'k1',
    cacheMiddleware: null,
  })
  expect(await namesOf(await okta.groupApi.listGroups({ q: 'Everyone' }))).toEqual(['Everyone'])
  await expect(okta.groupApi.createGroup({ group: { profile: { name: 'x' } } })).rejects.toMatchObject({
    status: 403,
    errorCode: 'E0000006',
  })
})
