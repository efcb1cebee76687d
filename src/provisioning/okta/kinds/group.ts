import type { IdentityGroup } from '../../../identity/identity.ts'
import type { Fields } from '../../resource.ts'
import { textOrNull, type OktaResource } from '../resource.ts'
import { readMarker, writeMarker } from '../ownership-marker.ts'
import { resourceKeys } from '../resource-keys.ts'

/** A group as Okta answers it. */
export interface GroupBody {
  readonly id: string
  readonly type: string
  readonly profile: { readonly name: string; readonly description?: string | null }
}

/** A declared group; one of the same name that somebody else made is used as it is. */
export function describeGroup(group: IdentityGroup, owner: string): OktaResource {
  const key = resourceKeys.group(group.name)
  return {
    key,
    kind: 'group',
    name: group.name,
    parent: undefined,
    whenForeign: 'use',
    hasSecret: false,
    fields: { description: textOrNull(group.description), owner },
    toBody: async () => ({
      profile: { name: group.name, description: writeMarker(group.description, { owner, key }) },
    }),
  }
}

/** What a file says of a group, read from Okta. */
export function readGroupFields({ profile }: GroupBody): Fields {
  const { text, ownership } = readMarker(profile.description)
  return { description: textOrNull(text), owner: ownership?.owner ?? null }
}
