import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAssignments } from '../../../../src/provisioning/okta/read-assignments.ts'
import { callOkta } from '../../../support/okta-calls.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())
const assigned = (groups: string[]) => {
  const identity = provisionedIdentity()
  const clients = identity.clients.map((client) =>
    client.id === 'mcp-web' ? { ...client, assignedTo: { groups, users: [] } } : client,
  )
  return { ...identity, clients }
}

test('a group that is no longer assigned goes; one that somebody else assigned stays unseen', async () => {
  expect(readAssignments).toBeTypeOf('function')
  const { addresses } = await world.apply(provisionedIdentity())
  const app = `/api/v1${addresses.get('client:mcp-web')}`
  const { body } = await callOkta(world.org, 'POST', '/api/v1/groups', { profile: { name: 'by-hand' } })
  await callOkta(world.org, 'PUT', `${app}/groups/${String(body['id'])}`)
  const plan = await world.plan(assigned(['staff']))
  expect(plan.changes.filter(({ action }) => action !== 'unchanged')).toMatchObject([
    { action: 'delete', name: 'Everyone of mcp-web' },
  ])
  await world.apply(assigned(['staff']))
  const left = await callOkta(world.org, 'GET', `${app}/groups`)
  expect(left.body).toHaveLength(2)
})

test('an assignment taken away by hand is made again', async () => {
  const { addresses } = await world.apply(provisionedIdentity())
  await callOkta(world.org, 'DELETE', `/api/v1${addresses.get('client:mcp-web/group:staff')}`)
  const plan = await world.plan(provisionedIdentity())
  expect(plan.changes.filter(({ action }) => action === 'create').map(({ name }) => name)).toEqual([
    'staff of mcp-web',
  ])
})
