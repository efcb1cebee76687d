import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPublicEndpoints } from '../../../../../src/provisioning/okta/verify/public-endpoints.ts'
import { runChecks } from '../../../../../src/provisioning/okta/verify/run-checks.ts'
import { callOkta } from '../../../../support/okta-calls.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())

async function run(): Promise<Record<string, string>> {
  const endpoints = createPublicEndpoints()
  const found = await runChecks({
    identity: provisionedIdentity(),
    client: world.client,
    endpoints,
    plan: () => world.plan(provisionedIdentity()),
    trusted: [],
    secretOf: async (id) => world.secrets.get(`client:${id}`),
  })
  await endpoints.close()
  return Object.fromEntries(found.map(({ check, outcome }) => [check, outcome]))
}

test('before an apply there is nothing to look at; after it all is well; then a change by hand is found', async () => {
  expect(await run()).toMatchObject({ 'as declared': 'failed', 'metadata of mcp': 'skipped' })
  const { addresses } = await world.apply(provisionedIdentity())
  const all = await run()
  expect(Object.values(all).filter((outcome) => outcome === 'failed')).toEqual([])
  expect(all['token of mcp']).toBe('ok')
  await callOkta(world.org, 'POST', `/api/v1${addresses.get('server:mcp')}/lifecycle/deactivate`)
  expect(await run()).toMatchObject({ 'as declared': 'failed', 'metadata of mcp': 'failed' })
})
