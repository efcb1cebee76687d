import type { IdentityClient } from '../../../identity/identity.ts'
import type { OktaResource } from '../resource.ts'
import { resourceKeys } from '../resource-keys.ts'

/** Who may use a client: one resource for each group and each user. Programs need no one. */
export function describeAssignments(client: IdentityClient): readonly OktaResource[] {
  if (client.type === 'service') return []
  const assignment = { parent: resourceKeys.client(client.id), whenForeign: 'use', hasSecret: false } as const
  const { groups, users } = client.assignedTo
  return [
    ...groups.map((name): OktaResource => ({
      ...assignment,
      key: resourceKeys.assignedGroup(client.id, name),
      kind: 'assigned group',
      name: `${name} of ${client.id}`,
      fields: {},
      toBody: async (lookup) => ({ id: await lookup.groupId(name) }),
    })),
    ...users.map((login): OktaResource => ({
      ...assignment,
      key: resourceKeys.assignedUser(client.id, login),
      kind: 'assigned user',
      name: `${login} of ${client.id}`,
      fields: {},
      toBody: async (lookup) => ({ id: await lookup.userId(login), scope: 'USER' }),
    })),
  ]
}
