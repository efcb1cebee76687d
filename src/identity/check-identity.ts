import type { ShapeProblem } from '../foundation/json/shape.ts'
import { nearestName } from '../foundation/nearest-name.ts'
import { fullGrantType, knownGrantTypes } from './grant-types.ts'
import type { IdentityDocument } from './schema.ts'
import { normalizeLogin } from './normalize-login.ts'
import { isOidcScope, oidcScopes } from './oidc-scopes.ts'
import { redirectUriProblem } from './redirect-uri-problem.ts'

type Path = ShapeProblem['path']
type Add = (
  severity: ShapeProblem['severity'],
  code: string,
  path: Path,
  message: string,
  hint?: string,
) => void
type Server = IdentityDocument['authorizationServers'][number]
type Client = IdentityDocument['clients'][number]

/** Okta's shortest access token, in minutes. */
const shortestOktaLifetime = 5

/** What is wrong with an identity file beyond its shape: names that clash or lead nowhere, and what will not work. */
export function checkIdentity(document: IdentityDocument): readonly ShapeProblem[] {
  const problems: ShapeProblem[] = []
  const add: Add = (severity, code, path, message, hint) => {
    problems.push({ severity, code, path, message, ...(hint === undefined ? {} : { hint }) })
  }
  const { authorizationServers, clients, users } = document
  checkUnique(add, ['authorizationServers'], 'id', authorizationServers, (server) => server.id)
  checkUnique(add, ['clients'], 'id', clients, (client) => client.id)
  checkUnique(add, ['users'], 'login', users, (user) => normalizeLogin(user.login))
  authorizationServers.forEach((server, index) =>
    checkServer(add, ['authorizationServers', index], server, clients),
  )
  clients.forEach((client, index) => checkClient(add, ['clients', index], client))
  return problems
}

function checkUnique<T>(
  add: Add,
  path: Path,
  key: string,
  items: readonly T[],
  nameOf: (item: T) => string,
): void {
  const seen = new Set<string>()
  items.forEach((item, index) => {
    const name = nameOf(item)
    if (seen.has(name)) {
      add(
        'error',
        'SALLYPORT_IDENTITY_DUPLICATE',
        [...path, index, key],
        `"${name}" stands here a second time.`,
      )
    }
    seen.add(name)
  })
}

function checkServer(add: Add, path: Path, server: Server, clients: readonly Client[]): void {
  checkUnique(add, [...path, 'scopes'], 'name', server.scopes, (scope) => scope.name)
  checkUnique(add, [...path, 'policies'], 'name', server.policies, (policy) => policy.name)
  server.scopes.forEach((scope, index) => {
    if (!isOidcScope(scope.name)) return
    const message = `"${scope.name}" is a scope of OpenID Connect and exists on every server.`
    add('error', 'SALLYPORT_IDENTITY_DUPLICATE', [...path, 'scopes', index, 'name'], message, 'Leave it out.')
  })
  const clientIds = clients.map((client) => client.id)
  server.policies.forEach((policy, index) => {
    const at = [...path, 'policies', index]
    if (policy.clients !== 'ALL_CLIENTS')
      checkNames(add, [...at, 'clients'], 'client', policy.clients, clientIds)
    checkUnique(add, [...at, 'rules'], 'name', policy.rules, (rule) => rule.name)
    policy.rules.forEach((rule, position) => checkRule(add, [...at, 'rules', position], rule, server))
  })
}

function checkRule(
  add: Add,
  path: Path,
  rule: Server['policies'][number]['rules'][number],
  server: Server,
): void {
  checkGrantTypes(add, [...path, 'grantTypes'], rule.grantTypes)
  if (rule.scopes !== '*') {
    const scopes = [...server.scopes.map((scope) => scope.name), ...oidcScopes]
    checkNames(add, [...path, 'scopes'], 'scope', rule.scopes, scopes)
  }
  if (rule.accessTokenLifetimeMinutes < shortestOktaLifetime) {
    const message = `Access tokens of ${rule.accessTokenLifetimeMinutes} minutes are served here, but Okta's shortest is 5.`
    add('warning', 'SALLYPORT_IDENTITY_SHORT_LIFETIME', [...path, 'accessTokenLifetimeMinutes'], message)
  }
}

function checkNames(
  add: Add,
  path: Path,
  kind: string,
  names: readonly string[],
  known: readonly string[],
): void {
  names.forEach((name, index) => {
    if (known.includes(name)) return
    const hint = nearestName(name, known)
    const message = `No ${kind} is called "${name}".`
    const advice = hint === undefined ? `Known: ${known.join(', ')}.` : `Did you mean "${hint}"?`
    add('error', `SALLYPORT_IDENTITY_UNKNOWN_${kind.toUpperCase()}`, [...path, index], message, advice)
  })
}

function checkGrantTypes(add: Add, path: Path, names: readonly string[]): void {
  names.forEach((name, index) => {
    if (knownGrantTypes.some((known) => known === fullGrantType(name))) return
    const known = ['authorization_code', 'refresh_token', 'client_credentials', 'device_code']
    const near = nearestName(name, known)
    const hint = near === undefined ? `Known: ${known.join(', ')}.` : `Did you mean "${near}"?`
    add(
      'error',
      'SALLYPORT_IDENTITY_UNKNOWN_GRANT_TYPE',
      [...path, index],
      `"${name}" is not a grant type served here.`,
      hint,
    )
  })
}

function checkClient(add: Add, path: Path, client: Client): void {
  checkGrantTypes(add, [...path, 'grantTypes'], client.grantTypes)
  const isPublic = client.type === 'native' || client.type === 'browser'
  const has = (grant: string): boolean => client.grantTypes.includes(grant)
  if (isPublic && client.secret !== undefined) {
    const message = `A ${client.type} client cannot keep a secret; this one is not used.`
    add('warning', 'SALLYPORT_IDENTITY_UNUSED_SECRET', [...path, 'secret'], message)
  }
  if (isPublic && has('client_credentials')) {
    const message = `A ${client.type} client has no secret, so it cannot use client_credentials.`
    add(
      'error',
      'SALLYPORT_IDENTITY_GRANT_TYPE_IMPOSSIBLE',
      [...path, 'grantTypes'],
      message,
      'Use a client of type "service" for that.',
    )
  }
  if (client.type === 'service' && has('authorization_code')) {
    const message = 'A service client has no person to sign in, so it cannot use authorization_code.'
    add(
      'error',
      'SALLYPORT_IDENTITY_GRANT_TYPE_IMPOSSIBLE',
      [...path, 'grantTypes'],
      message,
      'Use a client of type "web" for that.',
    )
  }
  checkRedirectUris(add, path, client)
}

function checkRedirectUris(add: Add, path: Path, client: Client): void {
  client.redirectUris.forEach((uri, index) => {
    const problem = redirectUriProblem(client.type, uri)
    if (problem === undefined) return
    add(
      'error',
      'SALLYPORT_IDENTITY_INVALID_REDIRECT_URI',
      [...path, 'redirectUris', index],
      `"${uri}" ${problem}`,
    )
  })
  if (client.redirectUris.length > 0 || !client.grantTypes.includes('authorization_code')) return
  const message = `Nobody can sign in to "${client.id}": it has no redirect URI.`
  const hint = 'Add the callback of the MCP client, such as "http://localhost:3000/callback".'
  add('warning', 'SALLYPORT_IDENTITY_NO_REDIRECT_URI', [...path, 'redirectUris'], message, hint)
}
