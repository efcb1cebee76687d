import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import { applicationAssignmentRoutes } from '../../../../../src/testing/okta-org/routes/application-assignments.ts'
import { appBody, callOkta, listOkta } from '../../../../support/okta-calls.ts'

let org: OktaOrg
let root = ''
beforeAll(async () => {
  org = await createOktaOrg()
  const { body } = await callOkta(org, 'POST', '/api/v1/apps', appBody('A'))
  root = `/api/v1/apps/${String(body['id'])}`
})
afterAll(() => org.close())

test('groups are assigned once, however often that is asked, and unassigned', async () => {
  expect(applicationAssignmentRoutes).toHaveLength(8)
  const [everyone] = await listOkta(org, '/api/v1/groups')
  const path = `${root}/groups/${String(everyone?.['id'])}`
  expect((await callOkta(org, 'PUT', path, {})).status).toBe(200)
  expect((await callOkta(org, 'PUT', path, {})).status).toBe(200)
  expect(await listOkta(org, `${root}/groups`)).toHaveLength(1)
  expect((await callOkta(org, 'GET', path)).status).toBe(200)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(404)
  expect((await callOkta(org, 'GET', path)).status).toBe(404)
  expect((await callOkta(org, 'PUT', `${root}/groups/00gmissing`)).status).toBe(404)
})

test('users are assigned and unassigned', async () => {
  const profile = { firstName: 'A', lastName: 'B', email: 'a@example.com', login: 'a@example.com' }
  const { body } = await callOkta(org, 'POST', '/api/v1/users', { profile })
  const id = String(body['id'])
  expect((await callOkta(org, 'POST', `${root}/users`, { id, scope: 'USER' })).status).toBe(200)
  expect(await listOkta(org, `${root}/users`)).toMatchObject([
    { id, credentials: { userName: 'a@example.com' } },
  ])
  expect((await callOkta(org, 'GET', `${root}/users/${id}`)).status).toBe(200)
  expect((await callOkta(org, 'DELETE', `${root}/users/${id}`)).status).toBe(204)
  expect((await callOkta(org, 'GET', `${root}/users/${id}`)).status).toBe(404)
  expect((await callOkta(org, 'DELETE', `${root}/users/${id}`)).status).toBe(404)
  expect((await callOkta(org, 'POST', `${root}/users`, { id: '00umissing' })).status).toBe(404)
})
