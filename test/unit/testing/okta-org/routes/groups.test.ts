import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import { groupRoutes } from '../../../../../src/testing/okta-org/routes/groups.ts'
import { callOkta, listOkta } from '../../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())
const root = '/api/v1/groups'

test('a group is made, renamed and deleted; its name is unique', async () => {
  expect(groupRoutes).toHaveLength(6)
  const profile = { name: 'staff', description: 'Staff' }
  const { status, body } = await callOkta(org, 'POST', root, { profile })
  expect(status).toBe(200)
  const path = `${root}/${String(body['id'])}`
  expect((await callOkta(org, 'POST', root, { profile: { name: 'STAFF' } })).status).toBe(400)
  const renamed = { profile: { name: 'team' } }
  expect((await callOkta(org, 'PUT', path, renamed)).body).toMatchObject(renamed)
  expect(await listOkta(org, `${root}?q=te`)).toHaveLength(1)
  expect((await callOkta(org, 'PUT', `${path}/users/00umissing`)).status).toBe(404)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect((await callOkta(org, 'GET', path)).status).toBe(404)
})

test('the built-in group stays', async () => {
  const [everyone] = await listOkta(org, root)
  expect((await callOkta(org, 'DELETE', `${root}/${String(everyone?.['id'])}`)).status).toBe(403)
})
