import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOktaProvider, oktaKinds } from '../../../../src/provisioning/okta/create-okta-provider.ts'
import { callOkta, listOkta } from '../../../support/okta-calls.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())

test('settings that an administrator added beside ours survive an update', async () => {
  const { addresses } = await world.apply(provisionedIdentity())
  const path = `/api/v1${addresses.get('client:mcp-web')}`
  const { body } = await callOkta(world.org, 'GET', path)
  const notes = { ...(body['settings'] as { notes: object }).notes, enduser: 'Ask Alex' }
  await callOkta(world.org, 'PUT', path, {
    ...body,
    label: 'Changed',
    settings: { ...(body['settings'] as object), notes },
  })
  await world.apply(provisionedIdentity())
  expect((await callOkta(world.org, 'GET', path)).body).toMatchObject({
    label: 'MCP Web',
    settings: { notes: { enduser: 'Ask Alex' } },
  })
})

test('what was switched off is switched on, and an inline hook is taken away', async () => {
  const { addresses } = await world.apply(provisionedIdentity())
  for (const key of ['client:mcp-web', 'server:mcp'])
    await callOkta(world.org, 'POST', `/api/v1${addresses.get(key)}/lifecycle/deactivate`)
  const rule = `/api/v1${addresses.get('server:mcp/policy:Clients/rule:Allow')}`
  const { body } = await callOkta(world.org, 'GET', rule)
  const { token } = body['actions'] as { token: object }
  await callOkta(world.org, 'PUT', rule, {
    ...body,
    actions: { token: { ...token, inlineHook: { id: 'cal1' } } },
  })
  const { changes } = await world.plan(provisionedIdentity())
  expect(changes.flatMap(({ fields }) => fields)).toEqual([
    { field: 'status', before: 'INACTIVE', after: 'ACTIVE' },
    { field: 'status', before: 'INACTIVE', after: 'ACTIVE' },
    { field: 'inlineHook', before: 'cal1', after: 'none' },
  ])
  await world.apply(provisionedIdentity())
  expect(
    (await world.plan(provisionedIdentity())).changes.every(({ action }) => action === 'unchanged'),
  ).toBe(true)
})

test('removal takes all that is ours and nothing else', async () => {
  await world.apply(provisionedIdentity())
  await world.apply(provisionedIdentity(), { destroy: true })
  expect(await listOkta(world.org, '/api/v1/apps')).toEqual([])
  expect(await listOkta(world.org, '/api/v1/authorizationServers')).toHaveLength(1)
  expect(await listOkta(world.org, '/api/v1/groups')).toHaveLength(1)
})

test('people are assigned and named in rules by their logins', async () => {
  const profile = { firstName: 'A', lastName: 'R', email: 'alex@example.com', login: 'alex@example.com' }
  await callOkta(world.org, 'POST', '/api/v1/users', { profile })
  const base = provisionedIdentity({ rule: { people: { users: ['alex@example.com'], groups: ['staff'] } } })
  const clients = base.clients.map((client) =>
    client.id === 'mcp-web' ? { ...client, assignedTo: { groups: [], users: ['alex@example.com'] } } : client,
  )
  await world.apply({ ...base, clients })
  const { changes } = await world.plan({ ...base, clients })
  expect(changes.filter(({ action }) => action !== 'unchanged')).toEqual([])
  expect(changes.map(({ name }) => name)).toContain('alex@example.com of mcp-web')
})

test('every kind has its place in the order, and a client without a secret says so', async () => {
  expect(createOktaProvider(world.client, 'test', []).kinds).toBe(oktaKinds)
  const { addresses } = await world.apply(provisionedIdentity())
  const path = `/api/v1${addresses.get('client:mcp-web')}/credentials/secrets`
  const [secret] = await listOkta(world.org, path)
  await callOkta(world.org, 'POST', `${path}/${String(secret?.['id'])}/lifecycle/deactivate`)
  const provider = createOktaProvider(world.client, 'test', [])
  await expect(provider.readSecret(addresses.get('client:mcp-web') ?? '')).rejects.toThrow('no active secret')
})
