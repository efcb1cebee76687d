import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { serveApi } from '../../../../src/testing/okta-org/serve-api.ts'
import { callOkta, listOkta } from '../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())

test('answers carry the rate limit and a request id', async () => {
  expect(serveApi).toBeTypeOf('function')
  const { headers } = await callOkta(org, 'GET', '/api/v1/groups')
  expect(headers.get('x-okta-request-id')).toMatch(/^\w{20}$/)
  expect(headers.get('x-rate-limit-limit')).toBe('10000')
  expect(Number(headers.get('x-rate-limit-remaining'))).toBeLessThan(10_000)
  expect(Number(headers.get('x-rate-limit-reset'))).toBeGreaterThan(Date.now() / 1000 - 1)
})

test.each([
  ['GET', '/api/v1/nothing', undefined, 404, 'E0000008'],
  ['PATCH', '/api/v1/groups', undefined, 405, 'E0000022'],
  ['POST', '/api/v1/groups', '{"profile":', 400, 'E0000003'],
  ['POST', '/api/v1/groups', ' '.repeat(1_100_000), 400, 'E0000003'],
  ['GET', '/oauth2/v1/token', undefined, 405, 'E0000022'],
  ['GET', '/oauth2/v1/clients', undefined, 405, 'E0000022'],
] as const)('%s %s: %i %s', async (method, path, body, status, code) => {
  const answer = await callOkta(org, method, path, body)
  expect([answer.status, answer.body['errorCode']]).toEqual([status, code])
})

test('the organization can be probed without a token', async () => {
  const { body } = await callOkta(org, 'GET', '/.well-known/okta-organization', undefined, '')
  expect(body['pipeline']).toBe('idx')
})

test('incidents answer for the call, or hide its answer', async () => {
  const create = (name: string) => callOkta(org, 'POST', '/api/v1/groups', { profile: { name } })
  org.disturb({ kind: 'unavailable', method: 'POST' })
  expect((await create('a')).status).toBe(503)
  org.disturb({ kind: 'cut', method: 'POST' })
  await expect(create('b')).rejects.toThrow()
  org.disturb({ kind: 'lost', method: 'POST' })
  await expect(create('c')).rejects.toThrow()
  const names = (await listOkta(org, '/api/v1/groups')).map(
    ({ profile }) => (profile as { name: string }).name,
  )
  expect(names).toEqual(['Everyone', 'c'])
})

test('more calls than the limit are told when to come back', async () => {
  const narrow = await createOktaOrg({ rateLimit: { limit: 1, windowSeconds: 60 } })
  await callOkta(narrow, 'GET', '/api/v1/groups')
  const { status, body, headers } = await callOkta(narrow, 'GET', '/api/v1/groups')
  expect([status, body['errorCode'], headers.get('x-rate-limit-remaining')]).toEqual([429, 'E0000047', '0'])
  await narrow.close()
})

test('without the paid feature there are no custom authorization servers', async () => {
  const poor = await createOktaOrg({ apiAccessManagement: false })
  const { status, body } = await callOkta(poor, 'GET', '/api/v1/authorizationServers')
  expect([status, body['errorCode']]).toEqual([401, 'E0000015'])
  expect((await callOkta(poor, 'GET', '/api/v1/apps')).status).toBe(200)
  await poor.close()
})
