import type { Claim, GroupFilter } from '../../../identity/identity.ts'
import type { Fields } from '../../resource.ts'
import type { OktaResource } from '../resource.ts'
import { resourceKeys } from '../resource-keys.ts'

/** A claim as Okta answers it. */
export interface ClaimBody {
  readonly id: string
  readonly name: string
  readonly status?: string
  readonly claimType: string
  readonly valueType: string
  readonly value?: string
  readonly group_filter_type?: string
  readonly alwaysIncludeInToken?: boolean
  readonly conditions?: { readonly scopes?: readonly string[] | null } | null
  readonly system?: boolean
}

const filterNames: Readonly<Record<GroupFilter, string>> = {
  startsWith: 'STARTS_WITH',
  equals: 'EQUALS',
  contains: 'CONTAINS',
  regex: 'REGEX',
}

/** A declared claim of a server. */
export function describeClaim(serverId: string, claim: Claim): OktaResource {
  const { value } = claim
  const isGroups = value.kind === 'groups'
  const filter = isGroups ? filterNames[value.filter] : undefined
  const text = isGroups ? value.text : value.expression
  return {
    key: resourceKeys.claim(serverId, claim.tokenType, claim.name),
    kind: 'claim',
    name: `${claim.name} (${claim.tokenType} token)`,
    parent: resourceKeys.server(serverId),
    whenForeign: 'refuse',
    hasSecret: false,
    fields: {
      source: isGroups ? 'GROUPS' : 'EXPRESSION',
      filter: filter ?? null,
      value: text,
      scopes: [...claim.scopes].sort(),
      alwaysIncluded: true,
      status: 'ACTIVE',
    },
    toBody: async () => ({
      name: claim.name,
      status: 'ACTIVE',
      claimType: claim.tokenType === 'access' ? 'RESOURCE' : 'IDENTITY',
      valueType: isGroups ? 'GROUPS' : 'EXPRESSION',
      group_filter_type: filter,
      value: text,
      alwaysIncludeInToken: true,
      conditions: { scopes: claim.scopes },
    }),
  }
}

/** What a file says of a claim, read from Okta. */
export function readClaimFields(body: ClaimBody): Fields {
  return {
    source: body.valueType,
    filter: body.valueType === 'GROUPS' ? (body.group_filter_type ?? null) : null,
    value: body.value ?? null,
    scopes: [...(body.conditions?.scopes ?? [])].sort(),
    alwaysIncluded: body.alwaysIncludeInToken ?? false,
    status: body.status ?? 'ACTIVE',
  }
}

/** The kind of token a claim stands in, by the file's word. */
export function tokenTypeOf({ claimType }: ClaimBody): Claim['tokenType'] {
  return claimType === 'IDENTITY' ? 'id' : 'access'
}
