import type { AccessPolicy } from '../../../identity/identity.ts'
import type { Fields } from '../../resource.ts'
import type { Names, OktaResource } from '../resource.ts'
import { resourceKeys } from '../resource-keys.ts'

/** An access policy as Okta answers it. */
export interface PolicyBody {
  readonly id: string
  readonly name: string
  readonly description?: string | null
  readonly status: string
  readonly priority?: number
  readonly conditions?: { readonly clients?: { readonly include?: readonly string[] } }
  readonly system?: boolean
}

/** A declared policy; Okta asks for a description, so its name stands in where there is none. */
export function describePolicy(serverId: string, policy: AccessPolicy, priority: number): OktaResource {
  const { clients } = policy
  const description = policy.description ?? policy.name
  return {
    key: resourceKeys.policy(serverId, policy.name),
    kind: 'access policy',
    name: policy.name,
    parent: resourceKeys.server(serverId),
    whenForeign: 'refuse',
    hasSecret: false,
    fields: {
      description,
      clients: clients === 'ALL_CLIENTS' ? clients : [...clients].sort(),
      priority,
      status: 'ACTIVE',
    },
    toBody: async (lookup) => ({
      type: 'OAUTH_AUTHORIZATION_POLICY',
      status: 'ACTIVE',
      name: policy.name,
      description,
      priority,
      conditions: {
        clients: {
          include: clients === 'ALL_CLIENTS' ? [clients] : await Promise.all(clients.map(lookup.clientId)),
        },
      },
    }),
  }
}

/** What a file says of a policy, read from Okta; `rank` is its place among the declared ones. */
export function readPolicyFields(body: PolicyBody, rank: number, names: Names): Fields {
  const include = body.conditions?.clients?.include ?? []
  return {
    description: body.description ?? null,
    clients: include.includes('ALL_CLIENTS') ? 'ALL_CLIENTS' : include.map(names.clientName).sort(),
    priority: rank,
    status: body.status,
  }
}
