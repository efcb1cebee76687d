import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import { policyRuleRoutes } from '../../../../../src/testing/okta-org/routes/policy-rules.ts'
import { callOkta, createServer, listOkta, policyBody, ruleBody } from '../../../../support/okta-calls.ts'

let org: OktaOrg
let root = ''
beforeAll(async () => {
  org = await createOktaOrg()
  const policies = `${(await createServer(org)).path}/policies`
  const { body } = await callOkta(org, 'POST', policies, policyBody('P'))
  root = `${policies}/${String(body['id'])}/rules`
})
afterAll(() => org.close())
const lives = (access: number, refresh: number, window: number): object => ({
  actions: {
    token: {
      accessTokenLifetimeMinutes: access,
      refreshTokenLifetimeMinutes: refresh,
      refreshTokenWindowMinutes: window,
    },
  },
})

test('a rule is made with what it leaves out, replaced, ordered and deleted', async () => {
  expect(policyRuleRoutes).toHaveLength(7)
  const { status, body } = await callOkta(org, 'POST', root, ruleBody('A'))
  expect(status).toBe(201)
  expect(body).toMatchObject({
    priority: 1,
    conditions: { people: { users: { include: [], exclude: [] }, groups: { exclude: [] } } },
  })
  const path = `${root}/${String(body['id'])}`
  await callOkta(org, 'POST', root, ruleBody('B', { priority: 1 }))
  expect((await listOkta(org, root)).map(({ name }) => name)).toEqual(['B', 'A'])
  expect((await callOkta(org, 'PUT', path, ruleBody('A2', lives(5, 0, 10)))).body).toMatchObject({
    name: 'A2',
    priority: 2,
  })
  await callOkta(org, 'POST', `${path}/lifecycle/deactivate`)
  expect((await callOkta(org, 'GET', path)).body['status']).toBe('INACTIVE')
  expect((await callOkta(org, 'DELETE', path)).status).toBe(204)
  expect((await callOkta(org, 'DELETE', path)).status).toBe(404)
})

test.each([
  ['too short', lives(4, 600, 600)],
  ['too long', lives(1441, 0, 2000)],
  ['a refresh token shorter than an access token', lives(60, 30, 30)],
  ['a window longer than the life', lives(60, 600, 601)],
  ['a window shorter than an access token', lives(60, 600, 59)],
  ['an unknown scope', { conditions: { grantTypes: { include: ['password'] }, scopes: { include: ['x'] } } }],
  ['an unknown grant', { conditions: { grantTypes: { include: ['magic'] }, scopes: { include: ['*'] } } }],
  [
    'an unknown group',
    {
      conditions: {
        people: { groups: { include: ['00gmissing'] } },
        grantTypes: { include: ['password'] },
        scopes: { include: ['*'] },
      },
    },
  ],
] as const)('%s is refused', async (_name, change) => {
  const { status, body } = await callOkta(org, 'POST', root, ruleBody('X', change))
  expect([status, body['errorCode']]).toEqual([400, 'E0000001'])
})
