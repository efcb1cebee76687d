import { afterEach, beforeEach, expect, test } from 'vitest'
import { readServers } from '../../../../src/provisioning/okta/read-servers.ts'
import { callOkta, policyBody, ruleBody } from '../../../support/okta-calls.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())
const acting = async (...input: Parameters<OktaWorld['plan']>) =>
  (await world.plan(...input)).changes
    .filter(({ action }) => action !== 'unchanged')
    .map(({ action, kind, name }) => `${action} ${kind} ${name}`)

test('a server whose id changes in the file is the same one under another key', async () => {
  expect(readServers).toBeTypeOf('function')
  await world.apply(provisionedIdentity())
  expect(await acting(provisionedIdentity({ server: { id: 'bookshop' } }))).toEqual([
    'update authorization server MCP',
  ])
})

test("strangers' policies in front of ours do not change our order", async () => {
  const { addresses } = await world.apply(provisionedIdentity())
  const server = `/api/v1${addresses.get('server:mcp')}`
  const { body } = await callOkta(
    world.org,
    'POST',
    `${server}/policies`,
    policyBody('First', { priority: 1 }),
  )
  await callOkta(world.org, 'POST', `${server}/policies/${String(body['id'])}/rules`, ruleBody('Inside'))
  expect(await acting(provisionedIdentity())).toEqual(['foreign rule Inside', 'foreign access policy First'])
})

test('two of ours that were swapped by hand are swapped back', async () => {
  const rules = ['One', 'Two'].map((name) => ({
    name,
    grantTypes: ['client_credentials'],
    scopes: ['mcp:access'],
    accessTokenLifetimeMinutes: name === 'One' ? 30 : 60,
  }))
  const identity = provisionedIdentity({ server: { policies: [{ name: 'Clients', rules }] } })
  const { addresses } = await world.apply(identity)
  const path = `/api/v1${addresses.get('server:mcp/policy:Clients/rule:Two')}`
  const { body } = await callOkta(world.org, 'GET', path)
  await callOkta(world.org, 'PUT', path, { ...body, priority: 1 })
  expect(await acting(identity)).toEqual(['update rule One', 'update rule Two'])
  await world.apply(identity)
  expect(await acting(identity)).toEqual([])
})
