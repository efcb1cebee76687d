import { expect, test } from 'vitest'
import { compileIdentity } from '../../../src/identity/compile-identity.ts'

const problemsOf = (server: object) =>
  compileIdentity({
    groups: [{ name: 'staff' }],
    authorizationServers: [
      { id: 'mcp', name: 'MCP', audience: 'http://h/mcp', scopes: [{ name: 'mcp:access' }], ...server },
    ],
  }).problems
const at = ['authorizationServers', 0]

test.each([
  {
    claims: [{ name: 'aud', value: '"x"' }],
    code: 'SALLYPORT_IDENTITY_RESERVED_CLAIM',
    path: ['claims', 0, 'name'],
  },
  { claims: [{ name: 'tier' }], code: 'SALLYPORT_IDENTITY_CLAIM_SOURCE', path: ['claims', 0] },
  {
    claims: [{ name: 'tier', value: '"a"', groups: { equals: 'b' } }],
    code: 'SALLYPORT_IDENTITY_CLAIM_SOURCE',
    path: ['claims', 0],
  },
  {
    claims: [{ name: 'groups', groups: { equals: 'b', contains: 'c' } }],
    code: 'SALLYPORT_IDENTITY_CLAIM_SOURCE',
    path: ['claims', 0],
  },
  {
    claims: [{ name: 'groups', groups: { regex: 'mcp-(' } }],
    code: 'SALLYPORT_IDENTITY_GROUP_PATTERN',
    path: ['claims', 0, 'groups', 'regex'],
  },
  {
    claims: [{ name: 'tier', value: '"a"', scopes: ['mcp:acces'] }],
    code: 'SALLYPORT_IDENTITY_UNKNOWN_SCOPE',
    path: ['claims', 0, 'scopes', 0],
  },
  {
    claims: [
      { name: 'tier', value: '"a"' },
      { name: 'tier', value: '"b"' },
    ],
    code: 'SALLYPORT_IDENTITY_DUPLICATE',
    path: ['claims', 1, 'name'],
  },
  {
    policies: [
      { name: 'p', rules: [{ name: 'r', grantTypes: ['authorization_code'], people: { groups: ['x'] } }] },
    ],
    code: 'SALLYPORT_IDENTITY_UNKNOWN_GROUP',
    path: ['policies', 0, 'rules', 0, 'people', 'groups', 0],
  },
])('$code at $path', ({ code, path, ...server }) => {
  expect(problemsOf(server)).toMatchObject([{ severity: 'error', code, path: [...at, ...path] }])
})

test('an expression only Okta knows is served without its claim, and said so', () => {
  expect(problemsOf({ claims: [{ name: 'dept', value: 'user.department' }] })).toMatchObject([
    { severity: 'warning', code: 'SALLYPORT_IDENTITY_EXPRESSION_NOT_SERVED' },
  ])
  const good = [
    { name: 'tier', value: '"gold"' },
    { name: 'tier', tokenType: 'id', value: 'user.email' },
    { name: 'groups', groups: { startsWith: 'mcp-' }, scopes: ['mcp:access', 'openid'] },
  ]
  expect(problemsOf({ claims: good })).toEqual([])
})
