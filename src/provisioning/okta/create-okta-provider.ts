import type { Created, Places, Provider } from '../provider.ts'
import type { CurrentResource, DesiredResource } from '../resource.ts'
import { createDirectory, type Directory } from './directory.ts'
import type { ManagementClient } from './management-client.ts'
import type { Lookup, OktaBody, OktaResource } from './resource.ts'
import { findMade } from './find-made.ts'
import { mergeBody } from './merge-body.ts'
import { readCurrentState } from './read-current-state.ts'
import { resourceKeys } from './resource-keys.ts'

/** Kinds in the order of making: what others refer to comes first. */
export const oktaKinds = [
  'group',
  'client',
  'assigned group',
  'assigned user',
  'authorization server',
  'scope',
  'claim',
  'access policy',
  'rule',
] as const

const collections: Readonly<Record<string, string>> = {
  group: '/groups',
  client: '/apps?activate=true',
  'assigned group': '/groups',
  'assigned user': '/users',
  'authorization server': '/authorizationServers',
  scope: '/scopes',
  claim: '/claims',
  'access policy': '/policies',
  rule: '/rules',
}

/** Kinds whose status is changed by a step of its own, and that are switched off before they are deleted. */
const withLifecycle: ReadonlySet<string> = new Set(['client', 'authorization server'])

/** An Okta organization as a provider of what an identity file declares. */
export function createOktaProvider(
  client: ManagementClient,
  owner: string,
  resources: readonly OktaResource[],
): Provider {
  const directory = createDirectory(client)
  const bodies = new Map(resources.map((resource) => [resource.key, resource]))
  const bodyOf = async (desired: DesiredResource, places: Places): Promise<OktaBody> =>
    (await bodies.get(desired.key)?.toBody(createLookup(directory, places))) ?? {}
  return {
    kinds: oktaKinds,
    readCurrent: (desired, known) =>
      readCurrentState({ client, directory, owner, desired, known }, resources),
    create: async (desired, places) => create(client, desired, places, await bodyOf(desired, places)),
    update: async (desired, current, places) =>
      update(client, desired, current, await bodyOf(desired, places)),
    remove: async ({ kind, address }) => {
      if (withLifecycle.has(kind)) await switchOff(client, address)
      await client.delete(address)
    },
    readSecret: (address) => readSecret(client, address),
  }
}

function createLookup(directory: Directory, places: Places): Lookup {
  return {
    clientId: async (id) => places.referenceOf(resourceKeys.client(id)),
    groupId: async (name) =>
      (await directory.findGroup(name))?.id ?? places.referenceOf(resourceKeys.group(name)),
    userId: async (login) => {
      const id = await directory.findUserId(login)
      if (id === undefined) throw new Error(`The organization has no user "${login}".`)
      return id
    },
  }
}

interface MadeBody {
  readonly id: string
  readonly issuer?: string
  readonly credentials?: { readonly oauthClient?: { readonly client_id?: string } }
}

async function create(
  client: ManagementClient,
  desired: DesiredResource,
  places: Places,
  body: OktaBody,
): Promise<Created> {
  const parent = desired.parent === undefined ? '' : places.addressOf(desired.parent)
  const collection = parent + (collections[desired.kind] ?? '')
  if (desired.kind === 'assigned group') {
    const address = `${collection}/${String(body['id'])}`
    await client.put(address, {})
    return { address, reference: address }
  }
  const made = await client.create<MadeBody>(collection, body, () =>
    findMade(client, desired.kind, collection.replace(/\?.*$/, ''), body),
  )
  const address = `${collection.replace(/\?.*$/, '')}/${made.id}`
  return { address, reference: referenceOf(desired.kind, made, address) }
}

function referenceOf(kind: string, made: MadeBody, address: string): string {
  if (kind === 'client') return made.credentials?.oauthClient?.client_id ?? made.id
  if (kind === 'authorization server') return made.issuer ?? address
  return kind === 'group' ? made.id : address
}

/** Okta replaces whole objects, so what others set beside ours is read first and sent back. */
async function update(
  client: ManagementClient,
  desired: DesiredResource,
  current: CurrentResource,
  body: OktaBody,
): Promise<void> {
  const { kind, address } = current
  if (kind.startsWith('assigned')) return
  const there = await client.get<OktaBody>(address)
  await client.put(address, mergeBody(kind, there, body))
  const wasOff = withLifecycle.has(kind) && there['status'] === 'INACTIVE'
  if (wasOff && desired.fields['status'] === 'ACTIVE') await client.act(`${address}/lifecycle/activate`)
}

async function switchOff(client: ManagementClient, address: string): Promise<void> {
  const there = await client.find<{ readonly status?: string }>(address)
  if (there?.status === 'ACTIVE') await client.act(`${address}/lifecycle/deactivate`)
}

async function readSecret(client: ManagementClient, address: string): Promise<string> {
  const secrets = await client.list<{ readonly client_secret: string; readonly status: string }>(
    `${address}/credentials/secrets`,
  )
  const active = secrets.filter(({ status }) => status === 'ACTIVE').at(-1)
  if (active === undefined) throw new Error('The client has no active secret in Okta.')
  return active.client_secret
}
