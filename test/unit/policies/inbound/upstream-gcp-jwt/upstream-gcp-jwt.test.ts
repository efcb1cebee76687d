import { expect, it } from 'vitest'
import { upstreamGcpJwt } from '../../../../../src/policies/inbound/upstream-gcp-jwt/upstream-gcp-jwt.ts'
import { startGoogleTokenServer } from '../../../../support/google-token-server.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

it('signs a token for the service, keeps it, and asks nobody', async () => {
  const server = await startGoogleTokenServer()
  let now = Date.now()
  const world = createWorld({ now: () => now })
  const options = { serviceAccountJson: server.keyFile, audience: 'books', authHeader: 'X-Token' }
  const policy = createPolicy(upstreamGcpJwt, options, world)
  const tokens: string[] = []
  for (const passed of [0, 1000, 3_500_000]) {
    now += passed
    tokens.push((await judge(policy, world, {})).exchange.headers['x-token'] ?? '')
  }
  expect((await server.verify(tokens[0] ?? '', 'books'))['sub']).toBe('gateway@project.example')
  expect([tokens[1] === tokens[0], tokens[2] === tokens[0], server.asked]).toEqual([true, false, []])
  await world.close()
  await server.close()
})

it('reports a key that is none at the start', async () => {
  const world = createWorld()
  createPolicy(upstreamGcpJwt, { serviceAccountJson: 'none', audience: 'books' }, world)
  expect(world.problems).toMatchObject([{ severity: 'error', path: ['serviceAccountJson'] }])
  await world.close()
})
