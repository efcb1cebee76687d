import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDirectory } from '../../../../src/provisioning/okta/directory.ts'
import { callOkta } from '../../../support/okta-calls.ts'
import { startOktaWorld, type OktaWorld } from '../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())

test('groups are found by their whole name, the built-in one among them, and asked for once', async () => {
  for (const name of ['staff', 'staff-east', 'Everyone else'])
    await callOkta(world.org, 'POST', '/api/v1/groups', { profile: { name } })
  const directory = createDirectory(world.client)
  const staff = await directory.findGroup('staff')
  expect(staff?.profile.name).toBe('staff')
  expect((await directory.findGroup('Everyone'))?.type).toBe('BUILT_IN')
  expect(await directory.findGroup('sta')).toBeUndefined()
  const before = world.org.calls.length
  expect(await directory.findGroup('staff')).toBe(staff)
  expect(world.org.calls.length).toBe(before)
  expect(await directory.groupName(staff?.id ?? '')).toBe('staff')
  expect(await directory.groupName('00gmissing')).toBe('00gmissing')
})

test('users are found by login and named by id', async () => {
  const profile = { firstName: 'A', lastName: 'R', email: 'alex@example.com', login: 'alex@example.com' }
  const { body } = await callOkta(world.org, 'POST', '/api/v1/users', { profile })
  const directory = createDirectory(world.client)
  expect(await directory.findUserId('alex@example.com')).toBe(body['id'])
  expect(await directory.findUserId('nobody')).toBeUndefined()
  expect(await directory.userName(String(body['id']))).toBe('alex@example.com')
  expect(await directory.userName('00umissing')).toBe('00umissing')
})
