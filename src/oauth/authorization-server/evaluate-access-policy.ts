import { refuse, ok, type Result } from '../../foundation/result.ts'
import type { AccessRule, AuthorizationServer } from '../../identity/identity.ts'
import { isOidcScope } from '../../identity/oidc-scopes.ts'
import { ruleAdmitsPerson, type Person } from '../../identity/people.ts'

/** Who asks for what. */
export interface AccessRequest {
  readonly clientId: string
  readonly grantType: string
  /** Requested scopes; none = the default scopes. */
  readonly scopes: readonly string[]
  /** Who has signed in; undefined before that, and for programs, where no rule asks for a person. */
  readonly person?: Person | undefined
}

/** What the first fitting rule gives. */
export interface AccessDecision {
  /** Granted scopes, in the order they were asked for. */
  readonly scopes: readonly string[]
  readonly rule: AccessRule
}

/** Why nothing is given. */
export type AccessRefusal =
  'unknown_scope' | 'no_default_scopes' | 'oidc_scopes_without_user' | 'no_matching_policy'

/**
 * Evaluates the access policies of a server as Okta does: policies by priority, of those for this client the rules by
 * priority, and the first rule whose grant types hold the grant, whose people include the person and whose scopes hold
 * every requested custom scope decides. A rule that lacks one of the scopes is skipped, never narrowed. OpenID scopes pass every rule, but need a
 * person. Pure and without I/O: it is asked again at every token.
 */
export function evaluateAccessPolicy(
  server: AuthorizationServer,
  request: AccessRequest,
): Result<AccessDecision, AccessRefusal> {
  const refusal = judgeScopes(server, request)
  if (refusal !== undefined) return refuse(refusal)
  for (const policy of server.policies) {
    if (policy.clients !== 'ALL_CLIENTS' && !policy.clients.includes(request.clientId)) continue
    for (const rule of policy.rules) {
      if (!rule.grantTypes.includes(request.grantType)) continue
      if (request.person !== undefined && !ruleAdmitsPerson(rule.people, request.person)) continue
      const scopes = admittedScopes(server, rule, request.scopes)
      if (scopes !== undefined) return ok({ scopes, rule })
    }
  }
  return refuse('no_matching_policy')
}

/**
 * True when it is known before anybody signs in what a request without scopes will be given: every rule that may decide
 * has the same default scopes.
 */
export function areDefaultsCertain(
  server: AuthorizationServer,
  request: Pick<AccessRequest, 'clientId' | 'grantType'>,
): boolean {
  const possible = server.policies
    .filter(({ clients }) => clients === 'ALL_CLIENTS' || clients.includes(request.clientId))
    .flatMap(({ rules }) => rules)
    .filter((rule) => rule.grantTypes.includes(request.grantType))
    .flatMap((rule) => admittedScopes(server, rule, [])?.join(' ') ?? [])
  return new Set(possible).size <= 1
}

function judgeScopes(server: AuthorizationServer, request: AccessRequest): AccessRefusal | undefined {
  if (request.scopes.length === 0) {
    return server.scopes.some((scope) => scope.default) ? undefined : 'no_default_scopes'
  }
  const known = new Set(server.scopes.map((scope) => scope.name))
  const hasOidcScope = request.scopes.some(isOidcScope)
  if (request.scopes.some((scope) => !known.has(scope) && !isOidcScope(scope))) return 'unknown_scope'
  return hasOidcScope && request.grantType === 'client_credentials' ? 'oidc_scopes_without_user' : undefined
}

function admittedScopes(
  server: AuthorizationServer,
  rule: AccessRule,
  requested: readonly string[],
): readonly string[] | undefined {
  const admits = (scope: string): boolean =>
    rule.scopes === '*' || rule.scopes.includes(scope) || isOidcScope(scope)
  if (requested.length > 0) return requested.every(admits) ? requested : undefined
  const defaults = server.scopes
    .filter((scope) => scope.default && admits(scope.name))
    .map((scope) => scope.name)
  return defaults.length > 0 ? defaults : undefined
}
