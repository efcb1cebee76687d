import { afterAll, beforeAll, expect } from 'vitest'
import { attack } from '../support/attack.ts'
import { callOkta } from '../support/okta-calls.ts'
import { provisionedIdentity, startOktaWorld, type OktaWorld } from '../support/okta-world.ts'

let world: OktaWorld
beforeAll(async () => {
  world = await startOktaWorld()
})
afterAll(() => world.close())

attack(32, async () => {
  const { org } = world
  const call = async (path: string, authorization?: string, method = 'GET'): Promise<unknown[]> => {
    const { status, body } = await callOkta(org, method, path, undefined, authorization)
    return [status, body['errorCode']]
  }
  const strangers = [
    '',
    'SSWS',
    `SSWS ${org.apiToken}x`,
    `SSWS ${org.apiToken.slice(0, -1)}`,
    `Bearer ${org.apiToken}`,
  ]
  for (const authorization of strangers)
    expect([authorization, ...(await call('/api/v1/apps', authorization))]).toEqual([
      authorization,
      401,
      'E0000011',
    ])
  // Without a right nobody learns which ids there are, and with it a foreign id is like one that never was.
  const { done } = await world.apply(provisionedIdentity())
  expect(done.length).toBeGreaterThan(0)
  const servers = await callOkta(org, 'GET', '/api/v1/authorizationServers')
  const [{ id = '' } = {}] = servers.body as unknown as { id?: string }[]
  expect(await call(`/api/v1/authorizationServers/${id}`, 'SSWS wrong')).toEqual([401, 'E0000011'])
  expect(await call('/api/v1/authorizationServers/aus0000000000000000')).toEqual([404, 'E0000007'])
  expect(await call('/api/v1/authorizationServers/..%2f..%2fapps')).toEqual([404, 'E0000007'])
  // No web page reads it, and no plan shows a secret.
  const preflight = await fetch(`${org.origin}/api/v1/apps`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
  })
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  expect(world.secrets.size).toBeGreaterThan(0)
  const plan = JSON.stringify(
    await world.plan(provisionedIdentity({ rule: { accessTokenLifetimeMinutes: 30 } })),
  )
  for (const secret of [...world.secrets.values(), org.apiToken]) expect(plan).not.toContain(secret)
})
