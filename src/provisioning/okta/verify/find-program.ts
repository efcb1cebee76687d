import type { AccessRule, AuthorizationServer, Identity, IdentityClient } from '../../../identity/identity.ts'
import { usesSecret } from '../../../identity/compile-client.ts'

const grant = 'client_credentials'

/** A client that gets a token without a person, and the scopes it asks for. */
export interface Program {
  readonly client: IdentityClient
  readonly scopes: readonly string[]
  readonly rule: AccessRule
}

/** The first declared client that a rule of a server gives a token without a person. */
export function findProgram(identity: Identity, server: AuthorizationServer): Program | undefined {
  for (const client of identity.clients.filter((one) => one.grantTypes.includes(grant) && usesSecret(one))) {
    const rules = server.policies
      .filter(({ clients }) => clients === 'ALL_CLIENTS' || clients.includes(client.id))
      .flatMap((policy) => policy.rules)
      .filter(({ grantTypes }) => grantTypes.includes(grant))
    for (const rule of rules) {
      const scopes = server.scopes
        .filter(
          ({ name, consent }) =>
            consent !== 'REQUIRED' && (rule.scopes === '*' || rule.scopes.includes(name)),
        )
        .map(({ name }) => name)
        .slice(0, 1)
      // The first rule with a scope decides, because rules before it fit no scope of the server.
      if (scopes.length > 0) return { client, scopes, rule }
    }
  }
  return undefined
}

/** Minutes that a token of that client lives by its rule. */
export function evaluateLifetime(identity: Identity, server: AuthorizationServer): number | undefined {
  return findProgram(identity, server)?.rule.accessTokenLifetimeMinutes
}
