import { expect, test } from 'vitest'
import { findPolicyContradictions } from '../../../../src/identity/contradictions/policy-contradictions.ts'
import type { AccessPolicy, AccessRule, IdentityClient } from '../../../../src/identity/identity.ts'
import { createProblems } from '../../../../src/identity/problems.ts'
import { clientOf, identityOf, ruleOf, serverOf } from '../../../support/identity-parts.ts'

const web = clientOf('web', 'web')
const policy = (rules: AccessRule[], clients: AccessPolicy['clients'] = 'ALL_CLIENTS'): AccessPolicy => ({
  name: 'p',
  description: undefined,
  clients,
  rules,
})

function found(policies: AccessPolicy[], clients: IdentityClient[] = [web]): (readonly [string, string])[] {
  const { problems, add } = createProblems()
  const server = serverOf({ policies })
  findPolicyContradictions(add, ['s'], server, identityOf({ clients, authorizationServers: [server] }))
  return problems.map(({ code, path }) => [code.replace('SALLYPORT_IDENTITY_', ''), path.join('.')] as const)
}

test('a server without a policy, a policy without a rule or a client', () => {
  expect(found([])).toEqual([['NO_POLICY', 's']])
  expect(found([policy([])])).toEqual([['NO_RULE', 's.policies.0.rules']])
  expect(found([policy([ruleOf()], [])])).toEqual([['NO_CLIENT', 's.policies.0.clients']])
  expect(found([policy([ruleOf()])])).toEqual([])
})

test('a grant that no client of the policy has', () => {
  const rule = ruleOf({ grantTypes: ['authorization_code', 'client_credentials'] })
  const service = clientOf('service', 'service', { grantTypes: ['client_credentials'] })
  const at = 's.policies.0.rules.0.grantTypes.1'
  expect(found([policy([rule])])).toEqual([['GRANT_WITHOUT_CLIENT', at]])
  expect(found([policy([rule])], [web, service])).toEqual([])
  expect(found([policy([rule], ['web'])], [web, service])).toEqual([['GRANT_WITHOUT_CLIENT', at]])
})

test('refresh tokens alone', () => {
  const refreshing = clientOf('web', 'web', { grantTypes: ['authorization_code', 'refresh_token'] })
  expect(found([policy([ruleOf({ grantTypes: ['refresh_token'] })])], [refreshing])).toEqual([
    ['REFRESH_WITHOUT_SIGN_IN', 's.policies.0.rules.0.grantTypes'],
  ])
})

const wide = ruleOf({ name: 'wide' })
const people = (...groups: string[]) => ({ people: { groups, users: [] } })

test.each([
  ['the same twice', [policy([wide, ruleOf()])]],
  ['fewer scopes', [policy([wide, ruleOf({ scopes: ['a'] })])]],
  ['only OpenID scopes more', [policy([ruleOf({ scopes: ['a'] }), ruleOf({ scopes: ['a', 'openid'] })])]],
  ['fewer people', [policy([wide, ruleOf(people('staff'))])]],
  ['a part of the groups', [policy([ruleOf(people('a', 'b')), ruleOf(people('b'))])]],
  ['an earlier policy for all', [policy([wide]), policy([ruleOf()], ['web'])]],
] as const)('a rule that never decides: %s', (_name, policies) => {
  expect(found([...policies]).map(([code]) => code)).toEqual(['SHADOWED_RULE'])
})

test.each([
  ['more scopes later', [policy([ruleOf({ scopes: ['a'] }), wide])]],
  ['other grants', [policy([ruleOf({ grantTypes: ['client_credentials'] }), wide], ['web'])]],
  ['more people later', [policy([ruleOf(people('staff')), wide])]],
  ['other people', [policy([ruleOf(people('a')), ruleOf(people('b'))])]],
  ['other clients', [policy([wide], ['web']), policy([ruleOf()])]],
] as const)('a rule that still decides: %s', (_name, policies) => {
  expect(found([...policies]).map(([code]) => code)).not.toContain('SHADOWED_RULE')
})
