import { expect, test } from 'vitest'
import { findScopeContradictions } from '../../../../src/identity/contradictions/scope-contradictions.ts'
import type { AccessRule, Scope } from '../../../../src/identity/identity.ts'
import { createProblems } from '../../../../src/identity/problems.ts'
import { clientOf, identityOf, ruleOf, scopeOf, serverOf } from '../../../support/identity-parts.ts'

const service = clientOf('service', 'service', { grantTypes: ['client_credentials'] })

function codes(scopes: Scope[], rule: Partial<AccessRule> = {}): string[] {
  const { problems, add } = createProblems()
  const policies = [
    { name: 'p', description: undefined, clients: 'ALL_CLIENTS' as const, rules: [ruleOf(rule)] },
  ]
  const server = serverOf({ scopes, policies })
  const identity = identityOf({ clients: [service], authorizationServers: [server] })
  findScopeContradictions(add, [], server, identity)
  return problems.map(({ code }) => code.replace('SALLYPORT_IDENTITY_', ''))
}

test('a scope that no rule allows', () => {
  expect(codes([scopeOf('a'), scopeOf('b')], { scopes: ['a'] })).toEqual(['SCOPE_WITHOUT_RULE'])
  expect(codes([scopeOf('a')], { scopes: '*' })).toEqual([])
})

test('a scope that clients do not find, and one that Okta keeps for itself', () => {
  expect(codes([scopeOf('a', { published: false })])).toEqual(['SCOPE_NOT_PUBLISHED'])
  expect(codes([scopeOf('okta.users.read')])).toEqual(['SCOPE_RESERVED'])
})

test('consent where no person is', () => {
  const required = [scopeOf('a', { consent: 'REQUIRED' })]
  const program = { grantTypes: ['client_credentials'] }
  expect(codes(required, program)).toEqual(['CONSENT_WITHOUT_PERSON'])
  expect(codes(required)).toEqual([])
  expect(codes([scopeOf('a', { consent: 'FLEXIBLE' })], program)).toEqual([])
})
