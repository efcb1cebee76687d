import type { CurrentResource } from '../resource.ts'
import { readGroupFields, type GroupBody } from './kinds/group.ts'
import { readMarker } from './ownership-marker.ts'
import type { ReadInput } from './read-input.ts'
import { resourceKeys } from './resource-keys.ts'

/** Reads the declared groups by their names, and those of earlier applies. */
export async function readGroups(input: ReadInput): Promise<readonly CurrentResource[]> {
  const { client, directory, desired, known } = input
  const wanted = desired.filter(({ kind }) => kind === 'group')
  const found = await Promise.all(wanted.map(({ name }) => directory.findGroup(name)))
  const earlier = [...known].filter(
    ([key]) => key.startsWith('group:') && !wanted.some((one) => one.key === key),
  )
  const left = await Promise.all(earlier.map(([, address]) => client.find<GroupBody>(address)))
  return [...found, ...left].flatMap((group) => (group === undefined ? [] : (toResource(group, input) ?? [])))
}

function toResource(group: GroupBody, { owner, desired }: ReadInput): CurrentResource | undefined {
  const mark = readMarker(group.profile.description).ownership
  const byName = desired.find(
    ({ kind, name }) => kind === 'group' && name.toLowerCase() === group.profile.name.toLowerCase(),
  )
  const isOurs = mark?.owner === owner
  if (!isOurs && byName === undefined) return undefined
  return {
    key: byName?.key ?? (isOurs ? mark.key : resourceKeys.group(group.profile.name)),
    kind: 'group',
    name: group.profile.name,
    address: `/groups/${group.id}`,
    reference: group.id,
    parent: undefined,
    fields: readGroupFields(group),
    ownership: isOurs ? 'ours' : 'foreign',
  }
}
