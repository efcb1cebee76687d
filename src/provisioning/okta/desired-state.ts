import { findContradictions } from '../../identity/find-contradictions.ts'
import type { AuthorizationServer, Identity } from '../../identity/identity.ts'
import { describeAssignments } from './kinds/assignment.ts'
import { describeServer } from './kinds/authorization-server.ts'
import { describeClaim } from './kinds/claim.ts'
import { describeClient } from './kinds/client.ts'
import { describeGroup } from './kinds/group.ts'
import { describePolicy } from './kinds/policy.ts'
import { describeRule } from './kinds/rule.ts'
import { describeScope } from './kinds/scope.ts'
import type { OktaResource } from './resource.ts'

/** What an identity file comes to in Okta. People are not part of it: they are the organization's. */
export function buildDesiredState(identity: Identity, owner: string): readonly OktaResource[] {
  return [
    ...identity.groups.map((group) => describeGroup(group, owner)),
    ...identity.clients.flatMap((client) => [
      describeClient(client, identity, owner),
      ...describeAssignments(client),
    ]),
    ...identity.authorizationServers.flatMap((server) => describeWholeServer(server, owner)),
  ]
}

function describeWholeServer(server: AuthorizationServer, owner: string): readonly OktaResource[] {
  return [
    describeServer(server, owner),
    ...server.scopes.map((scope) => describeScope(server.id, scope)),
    ...server.claims.map((claim) => describeClaim(server.id, claim)),
    ...server.policies.flatMap((policy, index) => [
      describePolicy(server.id, policy, index + 1),
      ...policy.rules.map((rule, position) => describeRule(server.id, policy.name, rule, position + 1)),
    ]),
  ]
}

/** Contradictions that Okta does not only live with, but refuses. */
const refused: ReadonlySet<string> = new Set([
  'SALLYPORT_IDENTITY_LONG_LIFETIME',
  'SALLYPORT_IDENTITY_PART_OF_MINUTE',
  'SALLYPORT_IDENTITY_REFRESH_LIFETIME',
  'SALLYPORT_IDENTITY_IDLE_WINDOW_BOUNDS',
  'SALLYPORT_IDENTITY_REFRESH_WITHOUT_SIGN_IN',
  'SALLYPORT_IDENTITY_GRANT_NOT_AT_OKTA',
  'SALLYPORT_IDENTITY_SCOPE_RESERVED',
  'SALLYPORT_IDENTITY_NO_CLIENT',
])

/** Okta's shortest access token, in minutes. */
const shortestAccessToken = 5

/** What an identity file says that Okta would refuse, in sentences; found before anything is changed. */
export function findRefusals(identity: Identity): readonly string[] {
  const rules = identity.authorizationServers.flatMap((server) =>
    server.policies.flatMap((policy) => policy.rules),
  )
  const short = rules
    .filter((rule) => rule.accessTokenLifetimeMinutes < shortestAccessToken)
    .map((rule) => `The rule "${rule.name}" gives access tokens shorter than Okta's shortest, 5 minutes.`)
  const contradictions = findContradictions(identity)
    .filter(({ code }) => refused.has(code))
    .map(({ message, hint }) => (hint === undefined ? message : `${message} ${hint}`))
  const unreachable = identity.clients
    .filter((client) => client.redirectUris.length === 0 && client.grantTypes.includes('authorization_code'))
    .map((client) => `Okta wants a redirect URI for "${client.id}".`)
  return [...short, ...contradictions, ...unreachable]
}
