import { expect, test } from 'vitest'
import { authorizationServerSchema } from '../../../src/identity/authorization-server-schema.ts'

const server = { id: 'mcp', name: 'MCP', audience: 'http://h/mcp' }
const rule = { name: 'r', grantTypes: ['authorization_code'] }

test.each([
  { scopes: [{ name: 'a', consent: 'ASK' }] },
  { claims: [{ name: 'two words', value: 'user.email' }] },
  { claims: [{ name: 'a', tokenType: 'refresh', value: 'user.email' }] },
  { claims: [{ name: 'a', groups: { startsWith: '' } }] },
  { policies: [{ name: 'p', rules: [{ ...rule, inlineHook: 'cal123' }] }] },
  { policies: [{ name: 'p', rules: [{ ...rule, people: 'EVERYONE' }] }] },
  { policies: [{ name: 'p', rules: [{ ...rule, refreshTokenLifetimeMinutes: -1 }] }] },
])('%j is refused', (change) => {
  expect(authorizationServerSchema.safeParse({ ...server, ...change }).success).toBe(false)
})

test('a claim stands in access tokens of every scope unless told otherwise', () => {
  const { claims } = authorizationServerSchema.parse({ ...server, claims: [{ name: 'a', value: '"b"' }] })
  expect(claims).toEqual([{ name: 'a', tokenType: 'access', value: '"b"', scopes: [] }])
})
