import { everyoneGroup } from '../../identity/people.ts'
import type { GroupBody } from './kinds/group.ts'
import type { ManagementClient } from './management-client.ts'

/** The people of an organization, asked for when needed and then remembered. */
export interface Directory {
  findGroup(name: string): Promise<GroupBody | undefined>
  findUserId(login: string): Promise<string | undefined>
  groupName(id: string): Promise<string>
  userName(id: string): Promise<string>
}

interface UserBody {
  readonly id: string
  readonly profile: { readonly login: string }
}

/** The directory behind a client. */
export function createDirectory(client: ManagementClient): Directory {
  const groups = new Map<string, Promise<GroupBody | undefined>>()
  const users = new Map<string, Promise<UserBody | undefined>>()
  const groupById = remember((id) => client.find<GroupBody>(`/groups/${encodeURIComponent(id)}`))
  const userBy = (idOrLogin: string): Promise<UserBody | undefined> => {
    const known = users.get(idOrLogin) ?? client.find<UserBody>(`/users/${encodeURIComponent(idOrLogin)}`)
    users.set(idOrLogin, known)
    return known
  }
  return {
    findGroup: (name) => {
      const known = groups.get(name) ?? findByName(client, name)
      groups.set(name, known)
      return known
    },
    findUserId: async (login) => (await userBy(login))?.id,
    groupName: async (id) => (await groupById(id))?.profile.name ?? id,
    userName: async (id) => (await userBy(id))?.profile.login ?? id,
  }
}

/** Okta searches by the beginning of a name, so the right one is picked here. */
async function findByName(client: ManagementClient, name: string): Promise<GroupBody | undefined> {
  const found = await client.list<GroupBody>(`/groups?q=${encodeURIComponent(name)}&limit=200`)
  const same = found.filter((group) => group.profile.name.toLowerCase() === name.toLowerCase())
  return name === everyoneGroup ? same.find(({ type }) => type === 'BUILT_IN') : same[0]
}

function remember<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (key) => {
    const answer = known.get(key) ?? ask(key)
    known.set(key, answer)
    return answer
  }
}
