import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/okta-org/create-okta-org.ts'
import { callOkta, listOkta } from '../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg({ apiToken: 'my-token' })
})
afterAll(() => org.close())

test('a new organization has its group Everyone and its server default', async () => {
  expect(org.apiToken).toBe('my-token')
  expect(await listOkta(org, '/api/v1/groups')).toMatchObject([{ type: 'BUILT_IN' }])
  expect(await listOkta(org, '/api/v1/authorizationServers')).toMatchObject([{ id: 'default' }])
  expect(await listOkta(org, '/api/v1/apps')).toEqual([])
  expect(org.calls.slice(0, 2)).toEqual(['GET /api/v1/groups', 'GET /api/v1/authorizationServers'])
})

test('only a known client can be granted scopes', () => {
  expect(() => org.grantScopes('nobody', ['okta.apps.read'])).toThrow('no client "nobody"')
})

test('a taken port is refused', async () => {
  await expect(createOktaOrg({ port: Number(new URL(org.origin).port) })).rejects.toThrow(/EADDRINUSE/)
})

test('an unknown token stays outside', async () => {
  expect((await callOkta(org, 'GET', '/api/v1/users', undefined, 'SSWS my-token2')).status).toBe(401)
})
