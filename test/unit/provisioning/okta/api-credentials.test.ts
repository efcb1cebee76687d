import { exportJWK, exportPKCS8, generateKeyPair, type CryptoKey } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { createApiCredentials } from '../../../../src/provisioning/okta/api-credentials.ts'
import { createManagementClient } from '../../../../src/provisioning/okta/management-client.ts'
import { createOktaOrg } from '../../../../src/testing/index.ts'
import { appBody, callOkta } from '../../../support/okta-calls.ts'

let pair: { privateKey: CryptoKey; publicKey: CryptoKey }
beforeAll(async () => {
  pair = await generateKeyPair('RS256', { extractable: true })
})
const scopes = [
  'okta.authorizationServers.manage',
  ...['okta.apps.manage', 'okta.groups.manage', 'okta.users.read'],
]

test('a private key opens the API, as a PEM or a JWK, and a token that was refused is renewed', async () => {
  const org = await createOktaOrg()
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1' }
  const body = appBody('Admin', { jwks: { keys: [jwk] } }, { token_endpoint_auth_method: 'private_key_jwt' })
  const clientId = String((await callOkta(org, 'POST', '/api/v1/apps', body)).body['id'])
  org.grantScopes(clientId, scopes)
  const pem = (await exportPKCS8(pair.privateKey)).replaceAll('\n', '\\n')
  const asJwk = JSON.stringify(await exportJWK(pair.privateKey))
  for (const key of [pem, asJwk]) {
    const client = createManagementClient({
      connection: { orgUrl: org.origin, credential: { kind: 'private-key', clientId, key, keyId: 'k1' } },
    })
    expect(await client.list('/groups')).toHaveLength(1)
    await client.close()
  }
  await org.close()
})

test('tokens are kept, renewed when refused, and the token of an administrator is as it is', async () => {
  let asked = 0
  const credential = {
    kind: 'private-key',
    clientId: 'c',
    key: await exportPKCS8(pair.privateKey),
    keyId: undefined,
  } as const
  const credentials = createApiCredentials({ orgUrl: 'https://org', credential }, async () => {
    asked += 1
    return { status: 200, body: { access_token: `t${asked}` } }
  })
  expect([await credentials.authorization(), await credentials.authorization()]).toEqual([
    'Bearer t1',
    'Bearer t1',
  ])
  expect(credentials.renew()).toBe(true)
  expect(await credentials.authorization()).toBe('Bearer t2')
  const admin = createApiCredentials(
    { orgUrl: 'https://org', credential: { kind: 'api-token', token: 'x' } },
    async () => ({ status: 500, body: undefined }),
  )
  expect([await admin.authorization(), admin.renew()]).toEqual(['SSWS x', false])
})

test.each([
  ['not a key', { status: 200, body: {} }, 'OKTA_PRIVATE_KEY cannot be read'],
  ['{"kty"', { status: 200, body: {} }, 'is no JSON'],
  [undefined, { status: 400, body: { error: 'invalid_dpop_proof' } }, 'demands DPoP'],
  [undefined, { status: 401, body: { error: 'invalid_client', error_description: 'No.' } }, '401 No.'],
])('%s: %j', async (given, answer, message) => {
  const key = given ?? (await exportPKCS8(pair.privateKey))
  const credentials = createApiCredentials(
    { orgUrl: 'https://org', credential: { kind: 'private-key', clientId: 'c', key, keyId: undefined } },
    async () => answer,
  )
  await expect(credentials.authorization()).rejects.toThrow(message)
})
