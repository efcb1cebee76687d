import type { CurrentResource } from '../resource.ts'
import type { ReadInput } from './read-input.ts'

/**
 * Reads whether the declared assignments are there. An application may be assigned to thousands by hand, so only those of
 * the file and of earlier applies are looked at.
 */
export async function readAssignments(
  input: ReadInput,
  clients: readonly CurrentResource[],
): Promise<readonly CurrentResource[]> {
  const { client, desired, known } = input
  const wanted = desired.flatMap(({ key, kind, parent }) => {
    const app = clients.find((one) => one.key === parent)
    return kind.startsWith('assigned') && app !== undefined ? [{ key, app }] : []
  })
  const keys = new Set(desired.map(({ key }) => key))
  const earlier = [...known].flatMap(([key, address]) => {
    const app = clients.find((one) => key.startsWith(`${one.key}/`))
    return app === undefined || keys.has(key) || !address.startsWith(app.address)
      ? []
      : [{ key, app, address }]
  })
  const places = [
    ...(await Promise.all(
      wanted.map(async ({ key, app }) => ({ key, app, address: await addressOf(input, key, app) })),
    )),
    ...earlier,
  ]
  const found = await Promise.all(
    places.map(async ({ key, app, address }) =>
      address !== undefined && (await client.find(address)) !== undefined
        ? [toResource(key, app, address)]
        : [],
    ),
  )
  return found.flat()
}

async function addressOf(
  { directory }: ReadInput,
  key: string,
  app: CurrentResource,
): Promise<string | undefined> {
  const [, kind = '', name = ''] = /\/(group|user):(.*)$/s.exec(key) ?? []
  const id = kind === 'group' ? (await directory.findGroup(name))?.id : await directory.findUserId(name)
  return id === undefined ? undefined : `${app.address}/${kind}s/${id}`
}

function toResource(key: string, app: CurrentResource, address: string): CurrentResource {
  const [, kind = '', name = ''] = /\/(group|user):(.*)$/s.exec(key) ?? []
  return {
    key,
    kind: `assigned ${kind}`,
    name: `${name} of ${app.name}`,
    address,
    reference: address,
    parent: app.address,
    fields: {},
    // An assignment is a fact rather than a thing: one that is there is as declared, whoever made it.
    ownership: app.ownership,
  }
}
