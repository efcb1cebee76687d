import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { registerClient } from '../../../../src/testing/okta-org/client-registration.ts'
import type { Organization } from '../../../../src/testing/okta-org/organization.ts'
import { callOkta } from '../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())
const metadata = { client_name: 'MCP client', redirect_uris: ['http://localhost:3118/callback'] }

test('an MCP client that registers itself is refused', async () => {
  const { status, body } = await callOkta(org, 'POST', '/oauth2/v1/clients', metadata, '')
  expect([status, body['errorCode']]).toEqual([403, 'E0000006'])
  expect(() => registerClient({} as Organization, metadata, false)).toThrow(/permission/)
})

test('an administrator registers one', async () => {
  const { status, body } = await callOkta(org, 'POST', '/oauth2/v1/clients', metadata)
  expect(status).toBe(201)
  expect(body).toMatchObject({ client_name: 'MCP client', client_secret: expect.any(String) })
  const { body: app } = await callOkta(org, 'GET', `/api/v1/apps/${String(body['client_id'])}`)
  expect(app).toMatchObject({ settings: { oauthClient: { consent_method: 'REQUIRED' } } })
})
