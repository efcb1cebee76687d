import type { ManagementClient } from './management-client.ts'
import type { OktaBody } from './resource.ts'
import { readMarker } from './ownership-marker.ts'

interface Listed {
  readonly id: string
  readonly name?: string
  readonly description?: string | null
  readonly claimType?: string
  readonly profile?: { readonly name?: string; readonly description?: string | null }
  readonly settings?: { readonly notes?: { readonly admin?: string | null } | null }
}

/**
 * Looks for what a lost answer may have made: by its mark where it has one, else by its name, which is unique in the list
 * it stands in.
 */
export async function findMade<T extends { readonly id: string }>(
  client: ManagementClient,
  kind: string,
  collection: string,
  body: OktaBody,
): Promise<T | undefined> {
  if (kind === 'assigned user')
    return client.find<T>(`${collection}/${encodeURIComponent(String(body['id']))}`)
  const listed = await client.list<T & Listed>(`${collection}?limit=200`)
  const mark = markOf(body as unknown as Listed)
  return listed.find((one) => {
    if (mark !== undefined) return markOf(one) === mark
    return one.name === body['name'] && one.claimType === body['claimType']
  })
}

function markOf({ description, profile, settings }: Listed): string | undefined {
  const texts = [description, profile?.description, settings?.notes?.admin]
  const marks = texts.flatMap((text) => readMarker(text).ownership ?? [])
  return marks[0] === undefined ? undefined : `${marks[0].owner} ${marks[0].key}`
}
