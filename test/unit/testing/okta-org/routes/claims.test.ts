import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import { claimRoutes } from '../../../../../src/testing/okta-org/routes/claims.ts'
import { callOkta, createServer, listOkta } from '../../../../support/okta-calls.ts'

let org: OktaOrg
let root = ''
beforeAll(async () => {
  org = await createOktaOrg()
  root = `${(await createServer(org)).path}/claims`
})
afterAll(() => org.close())
const claim = { name: 'tier', claimType: 'RESOURCE', valueType: 'EXPRESSION', value: '"gold"' }

test('a claim is made, replaced and deleted', async () => {
  expect(claimRoutes).toHaveLength(5)
  const { status, body } = await callOkta(org, 'POST', root, claim)
  expect(status).toBe(201)
  expect(body).toMatchObject({ alwaysIncludeInToken: true, conditions: { scopes: [] } })
  const path = `${root}/${String(body['id'])}`
  const changed = { ...claim, value: '"silver"' }
  expect((await callOkta(org, 'PUT', path, changed)).body).toMatchObject(changed)
  expect(await listOkta(org, root)).toHaveLength(2)
  expect((await callOkta(org, 'POST', root, claim)).status).toBe(400)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect((await callOkta(org, 'GET', path)).status).toBe(404)
})

test.each([
  { ...claim, valueType: 'GROUPS' },
  { ...claim, value: '' },
  { ...claim, conditions: { scopes: ['unknown'] } },
])('%j is refused', async (body) => {
  expect((await callOkta(org, 'POST', root, body)).status).toBe(400)
})
