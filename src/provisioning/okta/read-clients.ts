import type { CurrentResource } from '../resource.ts'
import { readClientFields, type AppBody } from './kinds/client.ts'
import { readMarker } from './ownership-marker.ts'
import type { ReadInput } from './read-input.ts'

/** Applications: those of the file, and all there are. */
export interface ReadClients {
  readonly clients: readonly CurrentResource[]
  readonly apps: readonly AppBody[]
}

/** Reads the applications of an organization and picks out those of the file. */
export async function readClients(input: ReadInput): Promise<ReadClients> {
  const filter = encodeURIComponent('name eq "oidc_client"')
  const apps = await input.client.list<AppBody>(`/apps?filter=${filter}&limit=200`)
  const ours = apps.flatMap((app) => {
    const mark = readMarker(app.settings.notes?.admin).ownership
    return mark?.owner === input.owner ? [toResource(app, mark.key, 'ours')] : []
  })
  const taken = new Set(ours.map(({ key }) => key))
  const foreign = input.desired
    .filter(({ kind, key }) => kind === 'client' && !taken.has(key))
    .flatMap(({ key, name, fields }) => {
      const app =
        apps.find(({ credentials }) => credentials.oauthClient.client_id === name) ??
        apps.find(({ label }) => label === fields['name'])
      // One that bears the mark of another owner is theirs, though it may have the same label.
      const isFree = app !== undefined && !ours.some(({ address }) => address === `/apps/${app.id}`)
      return isFree ? [toResource(app, key, 'foreign')] : []
    })
  return { clients: [...ours, ...foreign], apps }
}

function toResource(app: AppBody, key: string, ownership: CurrentResource['ownership']): CurrentResource {
  return {
    key,
    kind: 'client',
    name: key.replace(/^client:/, ''),
    address: `/apps/${app.id}`,
    reference: app.credentials.oauthClient.client_id,
    parent: undefined,
    fields: readClientFields(app),
    ownership,
  }
}
