import type { Scope } from '../../../identity/identity.ts'
import type { Fields } from '../../resource.ts'
import { textOrNull, type OktaResource } from '../resource.ts'
import { resourceKeys } from '../resource-keys.ts'

/** A scope as Okta answers it. */
export interface ScopeBody {
  readonly id: string
  readonly name: string
  readonly displayName?: string | null
  readonly description?: string | null
  readonly consent?: string
  readonly metadataPublish?: string
  readonly default?: boolean
  readonly system?: boolean
}

/** A declared scope of a server. */
export function describeScope(serverId: string, scope: Scope): OktaResource {
  const published = scope.published ? 'ALL_CLIENTS' : 'NO_CLIENTS'
  return {
    key: resourceKeys.scope(serverId, scope.name),
    kind: 'scope',
    name: scope.name,
    parent: resourceKeys.server(serverId),
    whenForeign: 'refuse',
    hasSecret: false,
    fields: {
      displayName: textOrNull(scope.displayName),
      description: textOrNull(scope.description),
      consent: scope.consent,
      default: scope.default,
      published: scope.published,
    },
    toBody: async () => ({
      name: scope.name,
      displayName: scope.displayName ?? '',
      description: scope.description ?? '',
      consent: scope.consent,
      metadataPublish: published,
      default: scope.default,
    }),
  }
}

/** What a file says of a scope, read from Okta. */
export function readScopeFields(body: ScopeBody): Fields {
  return {
    displayName: textOrNull(body.displayName),
    description: textOrNull(body.description),
    consent: body.consent ?? 'IMPLICIT',
    default: body.default ?? false,
    published: body.metadataPublish === 'ALL_CLIENTS',
  }
}
