import { afterAll, beforeAll, expect, test } from 'vitest'
import { authenticateCall, isAdministrator } from '../../../../src/testing/okta-org/authenticate-call.ts'
import type { Organization } from '../../../../src/testing/okta-org/organization.ts'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { callOkta } from '../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg()
})
afterAll(() => org.close())

test.each(['', 'SSWS wrong', 'Bearer wrong', 'Basic eDp5'])('"%s" is refused', async (authorization) => {
  const { status, body } = await callOkta(org, 'GET', '/api/v1/apps', undefined, authorization)
  expect([status, body['errorCode']]).toEqual([401, 'E0000011'])
})

test('an OAuth token needs the scope of what it does', () => {
  const token = { scopes: ['okta.apps.read'], expiresAt: Date.now() + 1000 }
  const organization = {
    apiToken: 'admin',
    accessTokens: new Map([
      ['good', token],
      ['old', { ...token, expiresAt: 0 }],
    ]),
  } as unknown as Organization
  const route = { method: 'GET', path: '/', area: 'apps', run: () => ({ status: 200 }) } as const
  expect(() => authenticateCall(organization, 'Bearer good', route)).not.toThrow()
  expect(() => authenticateCall(organization, 'Bearer good', { ...route, method: 'POST' })).toThrow(
    /permission/,
  )
  expect(() => authenticateCall(organization, 'Bearer good', { ...route, area: 'groups' })).toThrow(
    /permission/,
  )
  expect(() => authenticateCall(organization, 'Bearer old', route)).toThrow('Invalid token provided')
  expect(isAdministrator(organization, 'SSWS admin')).toBe(true)
  expect(isAdministrator(organization, undefined)).toBe(false)
})
