import { deviceCodeGrant } from '../grant-types.ts'
import type { AccessPolicy, AccessRule, Identity, IdentityClient } from '../identity.ts'

/** The clients that a policy is for. */
export function clientsOf(policy: AccessPolicy, identity: Identity): readonly IdentityClient[] {
  const { clients } = policy
  return clients === 'ALL_CLIENTS'
    ? identity.clients
    : identity.clients.filter((client) => clients.includes(client.id))
}

/** True when a rule lets a person sign in. */
export function allowsSignIn(rule: AccessRule): boolean {
  return rule.grantTypes.includes('authorization_code') || rule.grantTypes.includes(deviceCodeGrant)
}

/** Every rule of every server that may decide about a client. */
export function rulesFor(client: IdentityClient, identity: Identity): readonly AccessRule[] {
  return identity.authorizationServers
    .flatMap((server) => server.policies)
    .filter((policy) => policy.clients === 'ALL_CLIENTS' || policy.clients.includes(client.id))
    .flatMap((policy) => policy.rules)
}
