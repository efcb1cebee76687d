import { expect, test } from 'vitest'
import { findClientContradictions } from '../../../../src/identity/contradictions/client-contradictions.ts'
import { deviceCodeGrant } from '../../../../src/identity/grant-types.ts'
import type { IdentityClient } from '../../../../src/identity/identity.ts'
import { createProblems } from '../../../../src/identity/problems.ts'
import { clientOf, identityOf, ruleOf, serverOf } from '../../../support/identity-parts.ts'

function found(client: IdentityClient, ruleGrants = ['authorization_code', 'client_credentials']) {
  const { problems, add } = createProblems()
  const rules = [ruleOf({ grantTypes: ruleGrants })]
  const policies = [{ name: 'p', description: undefined, clients: 'ALL_CLIENTS' as const, rules }]
  findClientContradictions(
    add,
    identityOf({ clients: [client], authorizationServers: [serverOf({ policies })] }),
  )
  return problems.map(({ code, path }) => [code.replace('SALLYPORT_IDENTITY_', ''), path.join('.')])
}
const native = (given: Partial<IdentityClient>) => clientOf('native-client', 'native', given)

test('a client that can never get a token, or not with every grant it has', () => {
  expect(found(native({}), ['client_credentials'])).toEqual([['CLIENT_WITHOUT_TOKEN', 'clients.0']])
  expect(found(native({ grantTypes: ['authorization_code', deviceCodeGrant] }))).toEqual([
    ['GRANT_WITHOUT_RULE', 'clients.0.grantTypes.1'],
  ])
})

test('refresh tokens that nothing begins', () => {
  const service = clientOf('service-client', 'service', {
    grantTypes: ['client_credentials', 'refresh_token'],
  })
  expect(found(service)).toEqual([['REFRESH_WITHOUT_SIGN_IN', 'clients.0.grantTypes.1']])
})

test('nobody is assigned', () => {
  expect(found(native({ assignedTo: { groups: [], users: [] } }))).toEqual([
    ['NOBODY_ASSIGNED', 'clients.0.assignedTo'],
  ])
})

test('a port that only the embedded server leaves open', () => {
  expect(found(native({ redirectUris: ['cursor://a/b', 'http://localhost/callback'] }))).toEqual([
    ['OPEN_PORT', 'clients.0.redirectUris.1'],
  ])
  const both = ['http://localhost/callback', 'http://localhost:3118/callback']
  expect(found(native({ redirectUris: both }))).toEqual([])
})

test('what Okta does not take', () => {
  const web = clientOf('web~client', 'web', { grantTypes: ['authorization_code', deviceCodeGrant] })
  expect(found(web, ['authorization_code', deviceCodeGrant])).toEqual([
    ['GRANT_NOT_AT_OKTA', 'clients.0.grantTypes.1'],
    ['CLIENT_ID_NOT_AT_OKTA', 'clients.0.id'],
  ])
})
