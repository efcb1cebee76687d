import { expect, it } from 'vitest'
import { formatGrants, formatRevocation, formatServers } from '../../../../src/cli/server/format-servers.ts'

it('shows which key signs, and when old ones are withdrawn', () => {
  const keys = [
    { kid: 'new', state: 'active' as const },
    { kid: 'soon', state: 'next' as const },
    { kid: 'old', state: 'expired' as const, withdrawnAt: 90_000_000 },
  ]
  const servers = [
    { id: 'mcp', signingKeys: { rotatedAt: 0, keys } },
    { id: 'new', signingKeys: undefined },
  ]
  const lines = formatServers(servers).split('\n')
  expect(lines[1]).toMatch(/^mcp +new +active +signs since 1970-01-01T00:00/)
  expect(lines[2]).toMatch(/^mcp +soon +next$/)
  expect(lines[3]).toMatch(/^mcp +old +expired +withdrawn 1970-01-02T01:00/)
  expect(lines[4]).toMatch(/^new +not started yet$/)
  expect(formatServers([])).toBe('The identity file has no authorization servers.')
})

it('shows grants, also of people who are gone, and says when there are more', () => {
  const grant = { server: 'mcp', id: '1', client: 'native', scopes: ['a', 'b'], grantedAt: 0, expiresAt: 1 }
  const text = formatGrants([{ ...grant, user: 'ada@example.com' }], true)
  expect(text).toMatch(/\nmcp +ada@example\.com +native +a b +1970.*$/)
  expect(formatGrants([{ ...grant, user: undefined }], false)).toMatch(/no longer in[^]*narrow them/)
  expect(formatGrants([], true)).toBe('There are no grants.')
})

it('counts what was ended', () => {
  expect(formatRevocation({ grants: 1, sessions: 2 })).toMatch(/^Ended 1 grant and 2 sign-ins;/)
})
