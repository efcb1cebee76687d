import { describe, expect, test } from 'vitest'
import type { AccessPolicy, AccessRule, AuthorizationServer } from '../../../../src/identity/identity.ts'
import type { Person } from '../../../../src/identity/people.ts'
import { evaluateAccessPolicy } from '../../../../src/oauth/authorization-server/evaluate-access-policy.ts'
import { ruleOf, scopeOf, serverOf } from '../../../support/identity-parts.ts'

const rule = (name: string, change: Partial<AccessRule> = {}): AccessRule =>
  ruleOf({ name, scopes: ['read'], ...change })
const policy = (
  rules: readonly AccessRule[],
  clients: AccessPolicy['clients'] = 'ALL_CLIENTS',
): AccessPolicy => ({
  name: 'policy',
  description: undefined,
  clients,
  rules,
})
const server = (
  policies: readonly AccessPolicy[],
  defaults: readonly string[] = ['read'],
): AuthorizationServer =>
  serverOf({
    scopes: ['read', 'write', 'admin'].map((name) => scopeOf(name, { default: defaults.includes(name) })),
    policies,
  })
const ask = (
  where: AuthorizationServer,
  scopes: readonly string[],
  change: { clientId?: string; grantType?: string; person?: Person } = {},
) => {
  const outcome = evaluateAccessPolicy(where, {
    clientId: 'c',
    grantType: 'authorization_code',
    scopes,
    ...change,
  })
  return outcome.ok ? { rule: outcome.value.rule.name, scopes: outcome.value.scopes } : outcome.error
}

describe('which rule decides', () => {
  test('the first fitting rule of the first fitting policy', () => {
    const where = server([policy([rule('first'), rule('second')]), policy([rule('third')])])
    expect(ask(where, ['read'])).toEqual({ rule: 'first', scopes: ['read'] })
  })

  test('a rule for another grant is passed over', () => {
    const where = server([policy([rule('service', { grantTypes: ['client_credentials'] }), rule('person')])])
    expect(ask(where, ['read'])).toMatchObject({ rule: 'person' })
    expect(ask(where, ['read'], { grantType: 'client_credentials' })).toMatchObject({ rule: 'service' })
    expect(ask(where, ['read'], { grantType: 'device' })).toBe('no_matching_policy')
  })

  test('a policy for other clients is passed over, a later one may fit', () => {
    const where = server([policy([rule('vip', { scopes: '*' })], ['vip']), policy([rule('all')])])
    expect(ask(where, ['read'])).toMatchObject({ rule: 'all' })
    expect(ask(where, ['admin'])).toBe('no_matching_policy')
    expect(ask(where, ['admin'], { clientId: 'vip' })).toMatchObject({ rule: 'vip' })
  })

  test('a policy for this client without a fitting rule does not end the search', () => {
    const where = server([policy([rule('other', { grantTypes: ['device'] })], ['c']), policy([rule('all')])])
    expect(ask(where, ['read'])).toMatchObject({ rule: 'all' })
  })

  test('a rule that lacks one of the scopes is skipped, not narrowed', () => {
    const where = server([policy([rule('one'), rule('both', { scopes: ['read', 'write'] })])])
    expect(ask(where, ['read', 'write'])).toEqual({ rule: 'both', scopes: ['read', 'write'] })
    expect(ask(where, ['read', 'admin'])).toBe('no_matching_policy')
  })

  test('* takes every scope of the server, and none beyond', () => {
    const where = server([policy([rule('any', { scopes: '*' })])])
    expect(ask(where, ['write', 'admin'])).toMatchObject({ rule: 'any' })
    expect(ask(where, ['other'])).toBe('unknown_scope')
  })

  test('no policy, no rule: nothing', () => {
    expect(ask(server([]), ['read'])).toBe('no_matching_policy')
    expect(ask(server([policy([])]), ['read'])).toBe('no_matching_policy')
  })
})

describe('scopes', () => {
  test('a request without any gets the defaults the rule admits', () => {
    const both = ['read', 'write']
    expect(ask(server([policy([rule('r')])], both), [])).toEqual({ rule: 'r', scopes: ['read'] })
    expect(ask(server([policy([rule('r', { scopes: '*' })])], both), [])).toEqual({ rule: 'r', scopes: both })
    expect(
      ask(server([policy([rule('none', { scopes: ['admin'] }), rule('some')])], both), []),
    ).toMatchObject({ rule: 'some' })
  })

  test('without defaults a request must name some', () => {
    expect(ask(server([policy([rule('r')])], []), [])).toBe('no_default_scopes')
  })

  test('OpenID scopes pass every rule, but not without a person', () => {
    const where = server([policy([rule('r', { grantTypes: ['authorization_code', 'client_credentials'] })])])
    const scopes = ['openid', 'offline_access', 'read']
    expect(ask(where, scopes)).toEqual({ rule: 'r', scopes })
    expect(ask(where, ['openid'])).toEqual({ rule: 'r', scopes: ['openid'] })
    expect(ask(where, scopes, { grantType: 'client_credentials' })).toBe('oidc_scopes_without_user')
  })

  test('names are compared whole and byte for byte', () => {
    const where = server([policy([rule('r', { scopes: '*' })])])
    for (const scope of ['rea', 'read2', 'READ', 'read:admin', '__proto__', '*']) {
      expect(ask(where, [scope])).toBe('unknown_scope')
    }
  })
})

describe('people', () => {
  const staff = rule('staff', { people: { groups: ['staff'], users: [] } })
  const sam = rule('sam', { people: { groups: [], users: ['Sam@example.com'] } })

  test('a rule for some people is skipped for others', () => {
    const where = server([policy([staff, sam])])
    const person = (login: string, ...groups: string[]) => ({ person: { login, groups } })
    expect(ask(where, ['read'], person('alex', 'staff'))).toMatchObject({ rule: 'staff' })
    expect(ask(where, ['read'], person('sam@example.com'))).toMatchObject({ rule: 'sam' })
    expect(ask(where, ['read'], person('kim', 'guests'))).toBe('no_matching_policy')
  })

  test('before the sign-in nobody is judged', () => {
    expect(ask(server([policy([staff])]), ['read'])).toMatchObject({ rule: 'staff' })
  })
})
