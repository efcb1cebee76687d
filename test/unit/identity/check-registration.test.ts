import { describe, expect, test } from 'vitest'
import { compileIdentity } from '../../../src/identity/compile-identity.ts'

const rule = { name: 'R', grantTypes: ['authorization_code'] }
const policy = { name: 'P', rules: [rule] }
const server = {
  id: 'mcp',
  name: 'MCP',
  audience: 'http://h/mcp',
  scopes: [{ name: 'mcp:access' }],
  policies: [policy],
}
const compile = (change: object): ReturnType<typeof compileIdentity> =>
  compileIdentity({ authorizationServers: [{ ...server, ...change }] })

test('an empty setting turns it on with the defaults; without it nothing is on', () => {
  const [on] = compile({ registration: {}, clientIdMetadata: {} }).identity?.authorizationServers ?? []
  expect(on?.registration).toEqual({
    initialAccessToken: undefined,
    scopes: undefined,
    redirectHosts: [],
    redirectSchemes: [],
    maxClients: 1000,
    perAddressPerHour: 20,
    keepUnusedHours: 24,
    keepUsedDays: 90,
  })
  expect(on?.clientIdMetadata).toEqual({ hosts: [], scopes: undefined, redirectSchemes: [], loopback: false })
  const [off] = compile({}).identity?.authorizationServers ?? []
  expect([off?.registration, off?.clientIdMetadata]).toEqual([undefined, undefined])
})

describe.each(['registration', 'clientIdMetadata'])('%s', (key) => {
  test('a scope that leads nowhere', () => {
    expect(compile({ [key]: { scopes: ['mcp:acces'] } }).problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        code: 'SALLYPORT_IDENTITY_UNKNOWN_SCOPE',
        path: ['authorizationServers', 0, key, 'scopes', 0],
        hint: 'Did you mean "mcp:access"?',
      }),
    ])
  })

  test.each(['javascript', 'https', 'data'])('%s is no scheme of an application', (scheme) => {
    expect(compile({ [key]: { redirectSchemes: ['cursor', scheme] } }).problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        code: 'SALLYPORT_IDENTITY_INVALID_REDIRECT_SCHEME',
        path: ['authorizationServers', 0, key, 'redirectSchemes', 1],
      }),
    ])
  })

  test('no policy gives such a client anything', () => {
    const { identity, problems } = compile({ [key]: {}, policies: [{ ...policy, clients: [] }] })
    expect(identity).toBeDefined()
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'SALLYPORT_IDENTITY_REGISTRATION_WITHOUT_POLICY',
        path: ['authorizationServers', 0, key],
      }),
    ])
  })
})

test('loopback documents are not for a server that serves in production', () => {
  const authorizationServers = [{ ...server, clientIdMetadata: { loopback: true } }]
  expect(compileIdentity({ serve: false, authorizationServers }).problems).toEqual([])
  expect(compileIdentity({ serve: true, authorizationServers }).problems).toEqual([
    expect.objectContaining({
      severity: 'warning',
      code: 'SALLYPORT_IDENTITY_LOOPBACK_DOCUMENTS',
      path: ['authorizationServers', 0, 'clientIdMetadata', 'loopback'],
    }),
  ])
})
