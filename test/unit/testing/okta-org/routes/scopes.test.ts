import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import { scopeRoutes } from '../../../../../src/testing/okta-org/routes/scopes.ts'
import { callOkta, createServer, listOkta } from '../../../../support/okta-calls.ts'

let org: OktaOrg
let root = ''
beforeAll(async () => {
  org = await createOktaOrg()
  root = `${(await createServer(org)).path}/scopes`
})
afterAll(() => org.close())

test('a scope is made with defaults of Okta, replaced and deleted', async () => {
  expect(scopeRoutes).toHaveLength(5)
  const { status, body } = await callOkta(org, 'POST', root, { name: 'mcp:access' })
  expect(status).toBe(201)
  expect(body).toMatchObject({ consent: 'IMPLICIT', metadataPublish: 'NO_CLIENTS', default: false })
  const path = `${root}/${String(body['id'])}`
  const change = { name: 'mcp:access', default: true }
  expect((await callOkta(org, 'PUT', path, change)).body).toMatchObject(change)
  expect((await callOkta(org, 'GET', path)).body['default']).toBe(true)
  expect(await listOkta(org, `${root}?q=mcp`)).toHaveLength(1)
  expect((await callOkta(org, 'POST', root, { name: 'mcp:access' })).status).toBe(400)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect((await callOkta(org, 'GET', path)).status).toBe(404)
})

test.each(['*', 'okta.users.read', 'two words', 'back\\slash'])('the name %s is refused', async (name) => {
  expect((await callOkta(org, 'POST', root, { name })).status).toBe(400)
})

test('scopes of the system stay as they are', async () => {
  const [openid] = await listOkta(org, `${root}?q=openid`)
  expect((await callOkta(org, 'DELETE', `${root}/${String(openid?.['id'])}`)).status).toBe(403)
})
