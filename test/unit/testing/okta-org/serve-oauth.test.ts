import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { createOAuthServing } from '../../../../src/testing/okta-org/serve-oauth.ts'
import { postForm } from '../../../support/authorization-server-world.ts'
import { appBody, callOkta, createServer, policyBody, ruleBody } from '../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())

test('a server made through the API issues tokens, and a change counts at once', async () => {
  expect(createOAuthServing).toBeTypeOf('function')
  const { id, path } = await createServer(org)
  const issuer = `${org.origin}/oauth2/${id}`
  await callOkta(org, 'POST', `${path}/scopes`, { name: 'mcp:access', metadataPublish: 'ALL_CLIENTS' })
  const app = await callOkta(org, 'POST', '/api/v1/apps', appBody('Service'))
  const { client_id: clientId, client_secret: secret } = (
    app.body['credentials'] as { oauthClient: Record<string, string> }
  ).oauthClient
  const ask = () =>
    postForm(issuer, {
      grant_type: 'client_credentials',
      scope: 'mcp:access',
      client_id: clientId ?? '',
      client_secret: secret ?? '',
    })
  // Without a policy Okta refuses everybody.
  expect((await ask()).body['error_description']).toMatch(/^Policy evaluation failed/)
  const policy = await callOkta(org, 'POST', `${path}/policies`, policyBody('P'))
  await callOkta(org, 'POST', `${path}/policies/${String(policy.body['id'])}/rules`, ruleBody('R'))
  const { body } = await ask()
  expect(decodeJwt(String(body['access_token']))).toMatchObject({
    iss: issuer,
    aud: 'http://127.0.0.1:9000/mcp',
    cid: clientId,
    scp: ['mcp:access'],
  })
  await callOkta(org, 'POST', `/api/v1/apps/${String(app.body['id'])}/lifecycle/deactivate`)
  expect((await ask()).body['error']).toBe('invalid_client')
})

test('a server that is switched off, or was never there, is not found', async () => {
  const { id, path } = await createServer(org, 'Off')
  await callOkta(org, 'POST', `${path}/lifecycle/deactivate`)
  for (const name of [id, 'ausmissing']) {
    const response = await fetch(`${org.origin}/oauth2/${name}/.well-known/oauth-authorization-server`)
    expect(response.status).toBe(404)
  }
})
