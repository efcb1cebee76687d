import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import {
  authorizationServerRoutes,
  issuerOf,
} from '../../../../../src/testing/okta-org/routes/authorization-servers.ts'
import { callOkta, createServer, listOkta } from '../../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())
const root = '/api/v1/authorizationServers'

test('a server is made, found, replaced, switched off and on, and deleted', async () => {
  expect(authorizationServerRoutes).toHaveLength(7)
  const { id, path } = await createServer(org)
  const read = (await callOkta(org, 'GET', path)).body
  expect(read).toMatchObject({ issuer: `${org.origin}/oauth2/${id}`, status: 'ACTIVE', description: '' })
  expect(issuerOf({ origin: 'o' } as never, { id: 'x' } as never)).toBe('o/oauth2/x')
  expect(await listOkta(org, `${root}?q=127.0.0.1`)).toMatchObject([{ id }])
  expect(await listOkta(org, `${root}?q=nothing`)).toEqual([])
  const changed = { name: 'Other', audiences: ['api://other'], description: 'D' }
  expect((await callOkta(org, 'PUT', path, changed)).body).toMatchObject(changed)
  expect((await callOkta(org, 'POST', `${path}/lifecycle/deactivate`)).status).toBe(204)
  expect((await callOkta(org, 'GET', path)).body['status']).toBe('INACTIVE')
  expect((await callOkta(org, 'POST', `${path}/lifecycle/activate`)).status).toBe(204)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect((await callOkta(org, 'GET', path)).body['errorSummary']).toBe(
    `Not found: Resource not found: ${id} (AuthorizationServer)`,
  )
})

test.each([
  { name: '', audiences: ['a'] },
  { name: 'x', audiences: [] },
  { name: 'x', audiences: ['a', 'b'] },
  { name: 'x', audiences: [':mcp'] },
  { name: 'Default', audiences: ['a'] },
])('%j is refused', async (body) => {
  expect(await callOkta(org, 'POST', root, body)).toMatchObject({
    status: 400,
    body: { errorCode: 'E0000001' },
  })
})

test('the server default cannot be deleted', async () => {
  expect((await callOkta(org, 'DELETE', `${root}/default`)).status).toBe(403)
})
