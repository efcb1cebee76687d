import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDirectory } from '../../../../src/provisioning/okta/directory.ts'
import { buildDesiredState } from '../../../../src/provisioning/okta/desired-state.ts'
import { readGroups } from '../../../../src/provisioning/okta/read-groups.ts'
import { callOkta } from '../../../support/okta-calls.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())
const read = (known: ReadonlyMap<string, string> = new Map(), identity = provisionedIdentity()) =>
  readGroups({
    client: world.client,
    directory: createDirectory(world.client),
    owner: 'test',
    desired: buildDesiredState(identity, 'test'),
    known,
  })

test('a group of that name is ours by its mark alone', async () => {
  await callOkta(world.org, 'POST', '/api/v1/groups', { profile: { name: 'Staff', description: 'By hand' } })
  expect(await read()).toMatchObject([
    { key: 'group:staff', ownership: 'foreign', fields: { description: 'By hand', owner: null } },
  ])
})

test('a group that the file no longer has is found by where it was', async () => {
  const { addresses } = await world.apply(provisionedIdentity())
  const without = provisionedIdentity({ more: { groups: [], clients: [] }, server: { policies: [] } })
  expect(await read(new Map(addresses), without)).toMatchObject([{ key: 'group:staff', ownership: 'ours' }])
  expect(await read(new Map([['group:gone', '/groups/00gmissing']]), without)).toEqual([])
})
