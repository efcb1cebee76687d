import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import { applicationSecretRoutes } from '../../../../../src/testing/okta-org/routes/application-secrets.ts'
import { appBody, callOkta, listOkta } from '../../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())

test('an application has at most two secrets, which can be read, rolled and deleted', async () => {
  expect(applicationSecretRoutes).toHaveLength(5)
  const { body } = await callOkta(org, 'POST', '/api/v1/apps', appBody('A'))
  const root = `/api/v1/apps/${String(body['id'])}/credentials/secrets`
  const [first] = await listOkta(org, root)
  expect(first).toMatchObject({ client_secret: expect.any(String), status: 'ACTIVE' })
  const second = await callOkta(org, 'POST', root, { client_secret: 'a-secret-of-my-own' })
  expect(second).toMatchObject({ status: 201, body: { client_secret: 'a-secret-of-my-own' } })
  expect((await callOkta(org, 'POST', root, {})).status).toBe(400)
  const path = `${root}/${String(first?.['id'])}`
  expect((await callOkta(org, 'DELETE', path)).status).toBe(400)
  expect((await callOkta(org, 'POST', `${path}/lifecycle/deactivate`)).body['status']).toBe('INACTIVE')
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect(await listOkta(org, root)).toHaveLength(1)
})
