import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'
import { policyRoutes } from '../../../../../src/testing/okta-org/routes/policies.ts'
import { callOkta, createServer, listOkta, policyBody } from '../../../../support/okta-calls.ts'

let org: OktaOrg
let root = ''
beforeAll(async () => {
  org = await createOktaOrg()
  root = `${(await createServer(org)).path}/policies`
})
afterAll(() => org.close())
const order = async () =>
  (await listOkta(org, root)).map(({ name, priority }) => `${String(name)}${String(priority)}`)

test('policies keep an order without gaps', async () => {
  expect(policyRoutes).toHaveLength(7)
  await callOkta(org, 'POST', root, policyBody('A'))
  const { body } = await callOkta(org, 'POST', root, policyBody('B'))
  const path = `${root}/${String(body['id'])}`
  expect(await order()).toEqual(['A1', 'B2'])
  await callOkta(org, 'PUT', path, policyBody('B', { priority: 1 }))
  expect(await order()).toEqual(['B1', 'A2'])
  await callOkta(org, 'POST', `${path}/lifecycle/deactivate`)
  expect((await callOkta(org, 'GET', path)).body).toMatchObject({ status: 'INACTIVE', priority: 1 })
  await callOkta(org, 'DELETE', path)
  expect(await order()).toEqual(['A1'])
  expect((await callOkta(org, 'GET', path)).status).toBe(404)
})

test.each([
  policyBody('C', { description: '' }),
  policyBody('C', { conditions: { clients: { include: ['nobody'] } } }),
  policyBody('C', { conditions: {} }),
  policyBody('A'),
])('%j is refused', async (body) => {
  expect((await callOkta(org, 'POST', root, body)).status).toBe(400)
})
