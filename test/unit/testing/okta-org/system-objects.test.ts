import { expect, test } from 'vitest'
import { defaultServer, systemClaims, systemScopes } from '../../../../src/testing/okta-org/system-objects.ts'

test('a new server has the scopes of OpenID Connect and the claim sub, all of the system', () => {
  const scopes = [...systemScopes().values()]
  expect(scopes.map(({ name }) => name)).toEqual(expect.arrayContaining(['openid', 'offline_access']))
  expect(scopes.every(({ system }) => system)).toBe(true)
  expect([...systemClaims().values()].map(({ name, system }) => [name, system])).toEqual([['sub', true]])
})

test('the server of a new organization has no policy', () => {
  expect(defaultServer()).toMatchObject({ id: 'default', default: true, policies: [] })
})
