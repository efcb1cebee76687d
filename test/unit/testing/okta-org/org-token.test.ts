import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { issueOrgToken } from '../../../../src/testing/okta-org/org-token.ts'
import type { Organization } from '../../../../src/testing/okta-org/organization.ts'
import { appBody, callOkta } from '../../../support/okta-calls.ts'

let org: OktaOrg
let privateKey: CryptoKey
let clientId = ''
beforeAll(async () => {
  org = await createOktaOrg()
  const pair = await generateKeyPair('ES256')
  privateKey = pair.privateKey
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1' }
  const body = appBody('Admin', { jwks: { keys: [jwk] } }, { token_endpoint_auth_method: 'private_key_jwt' })
  clientId = String((await callOkta(org, 'POST', '/api/v1/apps', body)).body['id'])
  org.grantScopes(clientId, ['okta.apps.read'])
})
afterAll(() => org.close())

async function ask(change: { scope?: string; exp?: string; aud?: string; jti?: string; kid?: string } = {}) {
  const assertion = await new SignJWT({ jti: change.jti ?? crypto.randomUUID() })
    .setProtectedHeader({ alg: 'ES256', kid: change.kid ?? 'k1' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(change.aud ?? `${org.origin}/oauth2/v1/token`)
    .setExpirationTime(change.exp ?? '5m')
    .sign(privateKey)
  const response = await fetch(`${org.origin}/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: change.scope ?? 'okta.apps.read',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

test('a signed assertion gets a token that opens what was granted', async () => {
  const { status, body } = await ask()
  expect(status).toBe(200)
  const read = await callOkta(org, 'GET', '/api/v1/apps', undefined, `Bearer ${body['access_token']}`)
  expect(read.status).toBe(200)
})

test.each([
  [{ scope: 'okta.apps.manage' }, 400, 'not granted'],
  [{ aud: 'https://other' }, 401, 'must be the endpoint invoked'],
  [{ exp: '2h' }, 401, 'too far into the future'],
  [{ exp: '-1m' }, 401, 'is expired'],
  [{ kid: 'k2' }, 401, 'kid is invalid'],
] as const)('%j is refused', async (change, status, description) => {
  const answer = await ask(change)
  expect(answer.status).toBe(status)
  expect(answer.body['error_description']).toContain(description)
})

test('an assertion works once', async () => {
  expect((await ask({ jti: 'once' })).status).toBe(200)
  expect((await ask({ jti: 'once' })).body['error_description']).toContain('already been used')
})

test('other grants, other ways to authenticate and nonsense are refused', async () => {
  const organization = { apps: new Map(), origin: org.origin } as unknown as Organization
  const issue = async (form: Record<string, string>) =>
    (await issueOrgToken(organization, new URLSearchParams(form))).body['error']
  expect(await issue({ grant_type: 'password' })).toBe('unsupported_grant_type')
  expect(await issue({ grant_type: 'client_credentials' })).toBe('invalid_client')
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  const nonsense = { grant_type: 'client_credentials', client_assertion_type: type, client_assertion: 'x' }
  expect(await issue(nonsense)).toBe('invalid_client')
})
