import { shortGrantType } from '../grant-types.ts'
import type { AccessPolicy, AccessRule, AuthorizationServer, Identity } from '../identity.ts'
import { isOidcScope } from '../oidc-scopes.ts'
import { everyoneGroup, namesNobody } from '../people.ts'
import type { AddProblem, Path } from '../problems.ts'
import { allowsSignIn, clientsOf } from './reachable-grants.ts'

/** Policies and rules that decide nothing, or allow what nobody can use. */
export function findPolicyContradictions(
  add: AddProblem,
  path: Path,
  server: AuthorizationServer,
  identity: Identity,
): void {
  if (server.policies.length === 0) {
    const message = `"${server.id}" has no access policy, so nobody gets a token from it.`
    const hint = 'Okta says "Policy evaluation failed for this request". Add a policy with a rule.'
    add('warning', 'SALLYPORT_IDENTITY_NO_POLICY', path, message, hint)
  }
  server.policies.forEach((policy, index) => {
    const at = [...path, 'policies', index]
    findIdlePolicy(add, at, policy)
    policy.rules.forEach((rule, position) =>
      findUnusedGrants(add, [...at, 'rules', position], rule, policy, identity),
    )
  })
  findShadowedRules(add, path, server)
}

function findIdlePolicy(add: AddProblem, path: Path, policy: AccessPolicy): void {
  if (policy.rules.length === 0) {
    const message = `The policy "${policy.name}" has no rule, so it gives nobody a token.`
    add(
      'warning',
      'SALLYPORT_IDENTITY_NO_RULE',
      [...path, 'rules'],
      message,
      'Add a rule, or remove the policy.',
    )
  }
  if (policy.clients.length > 0) return
  const message = `The policy "${policy.name}" is for no client.`
  add('warning', 'SALLYPORT_IDENTITY_NO_CLIENT', [...path, 'clients'], message, 'Name one, or "ALL_CLIENTS".')
}

/** Rules and clients must both allow a grant (the guide's rule allows two that its client lacks). */
function findUnusedGrants(
  add: AddProblem,
  path: Path,
  rule: AccessRule,
  policy: AccessPolicy,
  identity: Identity,
): void {
  const clients = clientsOf(policy, identity)
  const at = [...path, 'grantTypes']
  rule.grantTypes.forEach((grant, index) => {
    if (clients.length === 0 || clients.some((client) => client.grantTypes.includes(grant))) return
    const message = `The rule allows ${shortGrantType(grant)}, but no client it is for has that grant.`
    const hint = `Both must allow a grant: add it to a client${clientAdvice(grant)}, or remove it here.`
    add('warning', 'SALLYPORT_IDENTITY_GRANT_WITHOUT_CLIENT', [...at, index], message, hint)
  })
  if (rule.grantTypes.includes('refresh_token') && !allowsSignIn(rule)) {
    const message =
      'Refresh tokens follow the rule of the sign-in they come from, and this rule allows no sign-in.'
    const hint =
      'Add authorization_code or device_code; a client gets a refresh token when it asks for offline_access.'
    add('warning', 'SALLYPORT_IDENTITY_REFRESH_WITHOUT_SIGN_IN', at, message, hint)
  }
}

function clientAdvice(grant: string): string {
  if (grant === 'client_credentials') return ' of type "service" or "web"'
  return shortGrantType(grant) === 'device_code' ? ' of type "native"' : ''
}

interface PlacedRule {
  readonly policy: AccessPolicy
  readonly rule: AccessRule
  readonly path: Path
}

function findShadowedRules(add: AddProblem, path: Path, server: AuthorizationServer): void {
  const rules = server.policies.flatMap((policy, index) =>
    policy.rules.map((rule, position): PlacedRule => ({
      policy,
      rule,
      path: [...path, 'policies', index, 'rules', position],
    })),
  )
  rules.forEach((later, index) => {
    const earlier = rules.slice(0, index).find((candidate) => covers(candidate, later))
    if (earlier === undefined) return
    const message = `The rule "${later.rule.name}" never decides: "${earlier.rule.name}" comes first and fits whatever it fits.`
    const hint = 'Move the narrower rule up, or remove it.'
    add('warning', 'SALLYPORT_IDENTITY_SHADOWED_RULE', later.path, message, hint)
  })
}

function covers(first: PlacedRule, second: PlacedRule): boolean {
  const [a, b] = [first.rule, second.rule]
  return (
    coversNames(first.policy.clients, second.policy.clients, 'ALL_CLIENTS') &&
    b.grantTypes.every((grant) => a.grantTypes.includes(grant)) &&
    coversNames(a.scopes, customOnly(b.scopes), '*') &&
    coversPeople(a, b)
  )
}

function coversNames<All extends string>(
  first: readonly string[] | All,
  second: readonly string[] | All,
  all: All,
): boolean {
  if (first === all) return true
  if (second === all) return false
  const names = first as readonly string[]
  return (second as readonly string[]).every((name) => names.includes(name))
}

/** OpenID scopes pass every rule. */
function customOnly(scopes: readonly string[] | '*'): readonly string[] | '*' {
  return scopes === '*' ? scopes : scopes.filter((scope) => !isOidcScope(scope))
}

function coversPeople({ people: a }: AccessRule, { people: b }: AccessRule): boolean {
  if (namesNobody(a) || a.groups.includes(everyoneGroup)) return true
  if (namesNobody(b)) return false
  return (
    b.groups.every((group) => a.groups.includes(group)) && b.users.every((user) => a.users.includes(user))
  )
}
