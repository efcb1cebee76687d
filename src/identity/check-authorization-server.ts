import { checkPeople } from './check-people.ts'
import { checkRegistration } from './check-registration.ts'
import { parseClaimExpression } from './claim-expression.ts'
import { compileGroupPattern, writtenGroupFilters } from './group-filter.ts'
import { isOidcScope, oidcScopes } from './oidc-scopes.ts'
import { checkGrantTypes, checkNames, checkUnique, type AddProblem, type Path } from './problems.ts'
import type { IdentityDocument } from './schema.ts'

type Server = IdentityDocument['authorizationServers'][number]
type Claim = Server['claims'][number]
type Rule = Server['policies'][number]['rules'][number]

/** Okta's shortest access token, in minutes. */
const shortestOktaLifetime = 5

/** Claims that the server itself writes; a custom one of that name would be lost or refused. */
const reservedClaims: ReadonlySet<string> = new Set([
  ...['ver', 'jti', 'iss', 'aud', 'iat', 'exp', 'nbf', 'cid', 'uid', 'scp', 'sub', 'auth_time', 'nonce'],
  ...['amr', 'idp', 'at_hash', 'c_hash', 'azp', 'acr'],
])

/** Adds what is wrong with one authorization server. */
export function checkAuthorizationServer(
  add: AddProblem,
  path: Path,
  server: Server,
  document: IdentityDocument,
): void {
  checkUnique(add, [...path, 'scopes'], 'name', server.scopes, (scope) => scope.name)
  checkUnique(
    add,
    [...path, 'claims'],
    'name',
    server.claims,
    (claim) => `${claim.name} (${claim.tokenType} token)`,
  )
  checkUnique(add, [...path, 'policies'], 'name', server.policies, (policy) => policy.name)
  server.scopes.forEach((scope, index) => {
    if (!isOidcScope(scope.name)) return
    const message = `"${scope.name}" is a scope of OpenID Connect and exists on every server.`
    add('error', 'SALLYPORT_IDENTITY_DUPLICATE', [...path, 'scopes', index, 'name'], message, 'Leave it out.')
  })
  server.claims.forEach((claim, index) => checkClaim(add, [...path, 'claims', index], claim, server))
  checkRegistration(add, path, server, document)
  const clientIds = document.clients.map((client) => client.id)
  server.policies.forEach((policy, index) => {
    const at = [...path, 'policies', index]
    if (policy.clients !== 'ALL_CLIENTS')
      checkNames(add, [...at, 'clients'], 'client', policy.clients, clientIds)
    checkUnique(add, [...at, 'rules'], 'name', policy.rules, (rule) => rule.name)
    policy.rules.forEach((rule, position) => {
      const place = [...at, 'rules', position]
      checkRule(add, place, rule, server)
      checkPeople(add, [...place, 'people'], rule.people, document)
    })
  })
}

function checkRule(add: AddProblem, path: Path, rule: Rule, server: Server): void {
  checkGrantTypes(add, [...path, 'grantTypes'], rule.grantTypes)
  if (rule.scopes !== '*') checkNames(add, [...path, 'scopes'], 'scope', rule.scopes, scopesOf(server))
  if (rule.accessTokenLifetimeMinutes < shortestOktaLifetime) {
    const message = `Access tokens of ${rule.accessTokenLifetimeMinutes} minutes are served here, but Okta's shortest is 5.`
    add('warning', 'SALLYPORT_IDENTITY_SHORT_LIFETIME', [...path, 'accessTokenLifetimeMinutes'], message)
  }
}

function checkClaim(add: AddProblem, path: Path, claim: Claim, server: Server): void {
  checkNames(add, [...path, 'scopes'], 'scope', claim.scopes, scopesOf(server))
  if (reservedClaims.has(claim.name)) {
    const message = `"${claim.name}" is a claim that the server writes itself.`
    add('error', 'SALLYPORT_IDENTITY_RESERVED_CLAIM', [...path, 'name'], message, 'Give it another name.')
  }
  const filters = writtenGroupFilters(claim.groups)
  const sources = (claim.value === undefined ? 0 : 1) + (claim.groups === undefined ? 0 : 1)
  if (sources !== 1 || (claim.groups !== undefined && filters.length !== 1)) {
    const message = `The claim "${claim.name}" needs exactly one source.`
    const hint = 'Write "value": "user.email", or "groups": { "startsWith": "..." } with one key.'
    add('error', 'SALLYPORT_IDENTITY_CLAIM_SOURCE', path, message, hint)
  } else if (claim.value !== undefined && parseClaimExpression(claim.value) === undefined) {
    const message =
      'Only a real Okta can evaluate this expression; tokens served here come without the claim.'
    const hint = 'Known here: a quoted text, user.login, user.email and user.displayName.'
    add('warning', 'SALLYPORT_IDENTITY_EXPRESSION_NOT_SERVED', [...path, 'value'], message, hint)
  }
  const pattern = claim.groups?.regex
  if (pattern !== undefined && compileGroupPattern(pattern) === undefined) {
    const message = `The group filter of the claim "${claim.name}" is not a regular expression.`
    const hint = 'Okta and this server match the whole name of a group, such as "mcp-.*".'
    add('error', 'SALLYPORT_IDENTITY_GROUP_PATTERN', [...path, 'groups', 'regex'], message, hint)
  }
}

function scopesOf(server: Server): readonly string[] {
  return [...server.scopes.map((scope) => scope.name), ...oidcScopes]
}
