import { afterAll, beforeAll, expect } from 'vitest'
import { attack } from '../support/attack.ts'
import { startGuardedGateway, type GuardedGateway } from '../support/guarded-gateway.ts'

let gateway: GuardedGateway
beforeAll(async () => {
  gateway = await startGuardedGateway()
})
afterAll(() => gateway.close())

const call = async (scp: unknown): Promise<Response> => {
  const aud = 'http://127.0.0.1:9000/staff/mcp'
  return gateway.call(await gateway.token({ claims: { aud, scp } }), { path: '/staff/mcp' })
}

attack(12, async () => {
  expect((await call(['mcp:access', 'mcp:staff'])).status).toBe(200)
  const lookalikes = [
    ['mcp:access'],
    ['mcp:access', 'mcp:staff2'],
    ['mcp:access', 'mcp:staf'],
    ['mcp:access mcp:staff'],
    ['mcp:access', 'MCP:STAFF'],
    ['mcp:access', 'x mcp:staff'],
    ['mcp:access', 'mcp:*'],
    [],
  ]
  for (const scp of lookalikes) {
    const response = await call(scp)
    expect(response.status).toBe(403)
    const challenge = response.headers.get('www-authenticate')
    expect(challenge).toContain('error="insufficient_scope"')
    expect(challenge).toContain('scope="mcp:access mcp:staff"')
    expect(challenge).toContain(
      'resource_metadata="http://127.0.0.1:9000/.well-known/oauth-protected-resource/staff/mcp"',
    )
  }
})
