import { expect, test } from 'vitest'
import { buildDesiredState, findRefusals } from '../../../../src/provisioning/okta/desired-state.ts'
import { provisionedIdentity } from '../../../support/okta-world.ts'

test('a file comes to its resources, each inside of another that is there too', () => {
  const desired = buildDesiredState(provisionedIdentity(), 'me')
  expect(desired.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'group staff',
    'client mcp-web',
    'assigned group staff of mcp-web',
    'assigned group Everyone of mcp-web',
    'client mcp-service',
    'authorization server MCP',
    'scope mcp:access',
    'access policy Clients',
    'rule Allow',
  ])
  const keys = new Set(desired.map(({ key }) => key))
  expect(keys.size).toBe(desired.length)
  for (const { parent } of desired) expect(parent === undefined || keys.has(parent)).toBe(true)
})

test.each([
  [{ accessTokenLifetimeMinutes: 1 }, "shorter than Okta's shortest"],
  [{ accessTokenLifetimeMinutes: 2000 }, 'its longest is 1440'],
  [{ refreshTokenLifetimeMinutes: 30, refreshTokenWindowMinutes: 30 }, 'lives shorter than the access token'],
])('%j is refused before anything is changed', (rule, message) => {
  expect(findRefusals(provisionedIdentity({ rule })).join(' ')).toContain(message)
})

test('a good file has no refusals, whatever it contradicts', () => {
  expect(findRefusals(provisionedIdentity())).toEqual([])
})
