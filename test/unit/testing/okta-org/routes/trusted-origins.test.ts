import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import { trustedOriginRoutes } from '../../../../../src/testing/okta-org/routes/trusted-origins.ts'
import { callOkta, listOkta } from '../../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())
const root = '/api/v1/trustedOrigins'
const body = { name: 'App', origin: 'https://app.example.com', scopes: [{ type: 'CORS' }] }

test('an origin is made, replaced and deleted', async () => {
  expect(trustedOriginRoutes).toHaveLength(5)
  const created = await callOkta(org, 'POST', root, body)
  const path = `${root}/${String(created.body['id'])}`
  expect((await callOkta(org, 'PUT', path, { ...body, name: 'B' })).body['name']).toBe('B')
  expect(await listOkta(org, root)).toHaveLength(1)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect((await callOkta(org, 'GET', path)).status).toBe(404)
  expect((await callOkta(org, 'POST', root, { ...body, origin: 'app' })).status).toBe(400)
})
