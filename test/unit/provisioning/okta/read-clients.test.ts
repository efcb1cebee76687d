import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDirectory } from '../../../../src/provisioning/okta/directory.ts'
import { buildDesiredState } from '../../../../src/provisioning/okta/desired-state.ts'
import { readClients } from '../../../../src/provisioning/okta/read-clients.ts'
import { appBody, callOkta } from '../../../support/okta-calls.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld({ pageSize: 1 })
})
afterEach(() => world.close())
const read = async () =>
  (
    await readClients({
      client: world.client,
      directory: createDirectory(world.client),
      owner: 'test',
      desired: buildDesiredState(provisionedIdentity(), 'test'),
      known: new Map(),
    })
  ).clients

test('a stranger is seen by client id or by label, one of the file by its mark', async () => {
  await callOkta(world.org, 'POST', '/api/v1/apps', appBody('Other', {}, { client_id: 'mcp-service' }))
  await callOkta(world.org, 'POST', '/api/v1/apps', appBody('MCP Web'))
  await callOkta(world.org, 'POST', '/api/v1/apps', appBody('Unrelated'))
  expect(await read()).toMatchObject([
    { key: 'client:mcp-web', name: 'mcp-web', ownership: 'foreign', fields: { name: 'MCP Web' } },
    { key: 'client:mcp-service', reference: 'mcp-service', ownership: 'foreign', fields: { owner: null } },
  ])
})

test('a client whose label changed by hand is still ours', async () => {
  const { addresses } = await world.apply(provisionedIdentity())
  const path = `/api/v1${addresses.get('client:mcp-service')}`
  const { body } = await callOkta(world.org, 'GET', path)
  await callOkta(world.org, 'PUT', path, { ...body, label: 'Renamed' })
  expect(await read()).toMatchObject([
    { key: 'client:mcp-web', ownership: 'ours' },
    { key: 'client:mcp-service', ownership: 'ours', fields: { name: 'Renamed' } },
  ])
})
