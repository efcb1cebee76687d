import { expect, test } from 'vitest'
import {
  allowsSignIn,
  clientsOf,
  rulesFor,
} from '../../../../src/identity/contradictions/reachable-grants.ts'
import { deviceCodeGrant } from '../../../../src/identity/grant-types.ts'
import { clientOf, identityOf, ruleOf, serverOf } from '../../../support/identity-parts.ts'

const web = clientOf('web', 'web')
const native = clientOf('native', 'native')
const forWeb = { name: 'web', description: undefined, clients: ['web'], rules: [ruleOf({ name: 'one' })] }
const forAll = {
  name: 'all',
  description: undefined,
  clients: 'ALL_CLIENTS' as const,
  rules: [ruleOf({ name: 'two' })],
}
const identity = identityOf({
  clients: [web, native],
  authorizationServers: [serverOf({ policies: [forWeb, forAll] })],
})

test('a policy reaches the clients it names, or all', () => {
  expect(clientsOf(forWeb, identity)).toEqual([web])
  expect(clientsOf(forAll, identity)).toEqual([web, native])
  expect(rulesFor(native, identity).map(({ name }) => name)).toEqual(['two'])
  expect(rulesFor(web, identity).map(({ name }) => name)).toEqual(['one', 'two'])
})

test('a sign-in is a code or a device', () => {
  expect(allowsSignIn(ruleOf({ grantTypes: [deviceCodeGrant] }))).toBe(true)
  expect(allowsSignIn(ruleOf({ grantTypes: ['client_credentials', 'refresh_token'] }))).toBe(false)
})
