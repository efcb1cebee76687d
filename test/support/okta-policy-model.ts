/**
 * Okta's documented rule of access policies, written a second time and as plainly as it can be: the oracle of the matrix
 * test. It shares nothing with the servers but the words of the errors, which are written out here again.
 */

/** A rule of the model: whom it is for, for what, and the minutes that tell in a token which rule has decided. */
export interface ModelRule {
  readonly grants: readonly string[]
  readonly groups: readonly string[]
  readonly users: readonly string[]
  readonly scopes: readonly string[] | '*'
  readonly minutes: number
}

/** A policy of the model. */
export interface ModelPolicy {
  readonly clients: readonly string[] | 'ALL_CLIENTS'
  readonly rules: readonly ModelRule[]
}

/** A client of the model. */
export interface ModelClient {
  readonly id: string
  readonly grants: readonly string[]
  readonly groups: readonly string[]
  readonly users: readonly string[]
}

/** A person of the model. */
export interface ModelUser {
  readonly login: string
  readonly groups: readonly string[]
}

/** A world of the model: custom scopes, those of them that are defaults, and policies by priority. */
export interface ModelServer {
  readonly scopes: readonly string[]
  readonly defaults: readonly string[]
  readonly policies: readonly ModelPolicy[]
}

/** One question. */
export interface ModelRequest {
  readonly client: ModelClient
  readonly grant: string
  /** Undefined: a program. */
  readonly user: ModelUser | undefined
  readonly scopes: readonly string[]
}

/** What Okta answers: the rule by its minutes and the scopes, or an error in its words. */
export type ModelAnswer =
  | { readonly minutes: number; readonly scopes: string }
  | { readonly error: string; readonly description: string }

const openid = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access']

/** Answers a question as Okta documents it. */
export function askModel(server: ModelServer, request: ModelRequest): ModelAnswer {
  const { client, grant, user, scopes } = request
  if (!client.grants.includes(grant)) {
    const configured = client.grants.join(', ')
    return {
      error: 'unauthorized_client',
      description: `The client is not authorized to use the provided grant type. Configured grant types: [${configured}].`,
    }
  }
  for (const scope of scopes) {
    if (server.scopes.includes(scope) || openid.includes(scope)) continue
    return {
      error: 'invalid_scope',
      description: 'One or more scopes are not configured for the authorization server resource.',
    }
  }
  if (user === undefined && scopes.some((scope) => openid.includes(scope))) {
    return {
      error: 'invalid_scope',
      description: "Cannot request 'openid' scopes using client credentials.",
    }
  }
  if (scopes.length === 0 && server.defaults.length === 0) {
    return {
      error: 'invalid_scope',
      description:
        "The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
    }
  }
  // What no person at all could have is refused before anybody signs in.
  if (firstRule(server, request, () => true) === undefined) return noPolicy
  if (user !== undefined && !isOneOf(client, user)) {
    return { error: 'access_denied', description: 'User is not assigned to the client application.' }
  }
  const found = firstRule(server, request, (rule) => user === undefined || isFor(rule, user))
  return found ?? noPolicy
}

const noPolicy: ModelAnswer = {
  error: 'access_denied',
  description: 'Policy evaluation failed for this request, please check the policy configurations.',
}

function firstRule(
  server: ModelServer,
  request: ModelRequest,
  admits: (rule: ModelRule) => boolean,
): ModelAnswer | undefined {
  const policies = server.policies.filter(
    ({ clients }) => clients === 'ALL_CLIENTS' || clients.includes(request.client.id),
  )
  for (const rule of policies.flatMap(({ rules }) => rules)) {
    if (!rule.grants.includes(request.grant) || !admits(rule)) continue
    const allowed = (scope: string): boolean => rule.scopes === '*' || rule.scopes.includes(scope)
    if (request.scopes.length === 0) {
      const defaults = server.defaults.filter(allowed)
      if (defaults.length > 0) return { minutes: rule.minutes, scopes: defaults.join(' ') }
      continue
    }
    const custom = request.scopes.filter((scope) => !openid.includes(scope))
    if (custom.every(allowed)) return { minutes: rule.minutes, scopes: request.scopes.join(' ') }
  }
  return undefined
}

function isFor(rule: ModelRule, user: ModelUser): boolean {
  return (rule.groups.length === 0 && rule.users.length === 0) || isOneOf(rule, user)
}

function isOneOf(people: Pick<ModelRule, 'groups' | 'users'>, user: ModelUser): boolean {
  if (people.groups.includes('Everyone') || people.users.includes(user.login)) return true
  return people.groups.some((group) => user.groups.includes(group))
}
