import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import { userRoutes } from '../../../../../src/testing/okta-org/routes/users.ts'
import { callOkta, listOkta } from '../../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())
const root = '/api/v1/users'
const profile = {
  firstName: 'Alex',
  lastName: 'Reader',
  email: 'alex@example.com',
  login: 'alex@example.com',
}

test('a user is made, found by login, and deleted in two steps; passwords are never shown', async () => {
  expect(userRoutes).toHaveLength(5)
  const { status, body } = await callOkta(org, 'POST', root, {
    profile,
    credentials: { password: { value: 'canary-password' } },
  })
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('canary')
  expect((await callOkta(org, 'GET', `${root}/ALEX@example.com`)).body['id']).toBe(body['id'])
  expect(await listOkta(org, `${root}?q=ale`)).toHaveLength(1)
  expect((await callOkta(org, 'POST', root, { profile })).status).toBe(400)
  const path = `${root}/${String(body['id'])}`
  expect((await callOkta(org, 'POST', `${path}/lifecycle/deactivate`)).status).toBe(200)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect((await callOkta(org, 'GET', path)).status).toBe(404)
})

test('an unknown group, or a field left blank, is refused', async () => {
  expect((await callOkta(org, 'POST', root, { profile, groupIds: ['00gmissing'] })).status).toBe(400)
  expect((await callOkta(org, 'POST', root, { profile: { ...profile, lastName: '' } })).status).toBe(400)
})
