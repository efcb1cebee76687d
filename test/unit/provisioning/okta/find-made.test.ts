import { afterEach, beforeEach, expect, test } from 'vitest'
import { findMade } from '../../../../src/provisioning/okta/find-made.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())

test.each([
  ['POST', /\/authorizationServers$/],
  ['POST', /\/apps$/],
  ['POST', /\/groups$/],
  ['POST', /\/scopes$/],
  ['POST', /\/policies$/],
  ['POST', /\/rules$/],
])('a %s to %s whose answer is lost makes one thing', async (method, path) => {
  world.org.disturb({ kind: 'lost', method, path })
  await world.apply(provisionedIdentity())
  expect(
    (await world.plan(provisionedIdentity())).changes.every(({ action }) => action === 'unchanged'),
  ).toBe(true)
  expect(world.org.calls.filter((call) => call.startsWith(method) && path.test(call))).toHaveLength(
    path.source.includes('apps') ? 2 : 1,
  )
})

test('something of another mark or name is not it', async () => {
  await world.apply(provisionedIdentity())
  const find = (kind: string, collection: string, body: object) =>
    findMade(world.client, kind, collection, body as Record<string, unknown>)
  const mark = '[managed-by=sallyport owner=other key=client:mcp-web]'
  expect(await find('client', '/apps', { settings: { notes: { admin: mark } } })).toBeUndefined()
  expect(await find('group', '/groups', { profile: { description: mark } })).toBeUndefined()
  expect(await find('assigned user', '/apps/x/users', { id: '00umissing' })).toBeUndefined()
})
