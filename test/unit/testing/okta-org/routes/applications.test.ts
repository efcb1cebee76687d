import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import {
  applicationRoutes,
  applicationToBody,
} from '../../../../../src/testing/okta-org/routes/applications.ts'
import { appBody, callOkta, createServer, listOkta, policyBody } from '../../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())
const root = '/api/v1/apps'

test('the secret is shown when an application is made or replaced, never when it is read', async () => {
  expect(applicationRoutes).toHaveLength(7)
  expect(applicationToBody).toBeTypeOf('function')
  const created = await callOkta(org, 'POST', root, appBody('Shown'))
  expect(created.status).toBe(200)
  const path = `${root}/${String(created.body['id'])}`
  const secretIn = (body: unknown) => JSON.stringify(body).includes('client_secret"')
  expect(secretIn(created.body)).toBe(true)
  expect(secretIn((await callOkta(org, 'GET', path)).body)).toBe(false)
  expect(secretIn(await listOkta(org, `${root}?q=Shown`))).toBe(false)
  const replaced = await callOkta(org, 'PUT', path, appBody('Renamed'))
  expect(secretIn(replaced.body)).toBe(true)
  expect(replaced.body['label']).toBe('Renamed')
})

test('an application is switched off before it is deleted, and policies forget it', async () => {
  const { body } = await callOkta(org, 'POST', root, appBody('Gone', {}, { client_id: 'gone-client' }))
  const path = `${root}/${String(body['id'])}`
  const policies = `${(await createServer(org)).path}/policies`
  const conditions = { clients: { include: ['gone-client'] } }
  await callOkta(org, 'POST', policies, policyBody('P', { conditions }))
  expect((await callOkta(org, 'DELETE', path)).body['errorCode']).toBe('E0000056')
  expect((await callOkta(org, 'POST', `${path}/lifecycle/deactivate`)).status).toBe(200)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect(await listOkta(org, policies)).toMatchObject([{ conditions: { clients: { include: [] } } }])
})

test('lists are filtered as Okta filters them', async () => {
  await callOkta(org, 'POST', `${root}?activate=false`, appBody('Sleeping'))
  expect(await listOkta(org, `${root}?q=sleep`)).toMatchObject([{ status: 'INACTIVE' }])
  const oidc = await listOkta(org, `${root}?filter=${encodeURIComponent('name eq "oidc_client"')}`)
  const active = await listOkta(org, `${root}?filter=${encodeURIComponent('status eq "ACTIVE"')}`)
  expect(oidc.length).toBe(active.length + 1)
  expect((await callOkta(org, 'GET', `${root}?filter=x`)).status).toBe(400)
})
