import type { CurrentState } from '../provider.ts'
import type { CurrentResource } from '../resource.ts'
import type { Directory } from './directory.ts'
import type { AppBody } from './kinds/client.ts'
import type { Names, OktaResource } from './resource.ts'
import { readAssignments } from './read-assignments.ts'
import { readClients } from './read-clients.ts'
import { readGroups } from './read-groups.ts'
import type { ReadInput } from './read-input.ts'
import { readServers } from './read-servers.ts'

/** Reads what an organization has of a file: what is marked as its own, and what stands where its own should. */
export async function readCurrentState(
  input: ReadInput,
  people: readonly OktaResource[],
): Promise<CurrentState> {
  const [groups, { clients, apps }] = await Promise.all([readGroups(input), readClients(input)])
  const names = namesOf(input.directory, clients, apps)
  const [assignments, servers, problems] = await Promise.all([
    readAssignments(input, clients),
    readServers(input, names),
    findUnknownPeople(input.directory, people),
  ])
  return { resources: [...groups, ...clients, ...assignments, ...servers], problems }
}

function namesOf(directory: Directory, clients: readonly CurrentResource[], apps: readonly AppBody[]): Names {
  const declared = new Map(clients.map(({ reference, name }) => [reference, name]))
  const labels = new Map(
    apps.map(({ label, credentials }) => [
      credentials.oauthClient.client_id,
      `${label} (${credentials.oauthClient.client_id})`,
    ]),
  )
  return {
    clientName: (id) => declared.get(id) ?? labels.get(id) ?? id,
    groupName: directory.groupName,
    userName: directory.userName,
  }
}

/** Users a file names and the organization does not know: apply makes no people. */
async function findUnknownPeople(
  directory: Directory,
  resources: readonly OktaResource[],
): Promise<readonly string[]> {
  const missing = new Set<string>()
  const lookup = {
    clientId: async (id: string) => id,
    groupId: async (name: string) => name,
    userId: async (login: string) => {
      if ((await directory.findUserId(login)) === undefined) missing.add(login)
      return login
    },
  }
  await Promise.all(resources.map((resource) => resource.toBody(lookup)))
  return [...missing].map(
    (login) => `The organization has no user "${login}". Make the user there, or name another one.`,
  )
}
