import { readFile } from 'node:fs/promises'
import { parse } from 'jsonc-parser'
import { describe, expect, test } from 'vitest'
import { compileIdentity } from '../../../src/identity/compile-identity.ts'
import { deviceCodeGrant } from '../../../src/identity/grant-types.ts'

const minimal = {
  authorizationServers: [
    {
      id: 'mcp',
      name: 'MCP',
      audience: 'http://127.0.0.1:9000/mcp',
      scopes: [{ name: 'mcp:access' }],
      policies: [],
    },
  ],
}

describe('a good identity file', () => {
  test('defaults are filled in', () => {
    const { identity, problems } = compileIdentity({
      ...minimal,
      authorizationServers: [
        {
          ...minimal.authorizationServers[0],
          policies: [
            { name: 'P', rules: [{ name: 'R', grantTypes: ['device_code', 'authorization_code'] }] },
          ],
        },
      ],
      clients: [{ id: 'c', name: 'C', type: 'service', grantTypes: ['client_credentials'] }],
      users: [{ login: 'a@example.com' }],
    })
    expect(problems).toEqual([])
    expect(identity?.serve).toBe(false)
    expect(identity?.authorizationServers[0]?.scopes[0]).toEqual({
      name: 'mcp:access',
      displayName: undefined,
      description: undefined,
      consent: 'IMPLICIT',
      default: false,
      published: true,
    })
    expect(identity?.authorizationServers[0]?.policies[0]).toEqual({
      name: 'P',
      description: undefined,
      clients: 'ALL_CLIENTS',
      rules: [
        {
          name: 'R',
          grantTypes: [deviceCodeGrant, 'authorization_code'],
          people: { groups: [], users: [] },
          scopes: '*',
          inlineHook: 'none',
          accessTokenLifetimeMinutes: 60,
          refreshTokenLifetimeMinutes: 129_600,
          refreshTokenWindowMinutes: 10_080,
        },
      ],
    })
    expect(identity?.clients[0]?.redirectUris).toEqual([])
    expect(identity?.users[0]?.password).toBeUndefined()
  })

  test('the file of the example compiles without a problem', async () => {
    const text = await readFile('examples/okta-guide/config/identity.jsonc', 'utf8')
    const value: unknown = parse(text.replaceAll('$env(SALLYPORT_PUBLIC_URL)', 'http://127.0.0.1:9000'), [], {
      allowTrailingComma: true,
    })
    const { identity, problems } = compileIdentity(value)
    expect(problems).toEqual([])
    expect(identity?.authorizationServers[0]?.audience).toBe('http://127.0.0.1:9000/mcp')
  })

  test('an error leaves no identity, a warning does', () => {
    expect(compileIdentity({ ...minimal, leftover: 1 }).identity).toBeDefined()
    expect(compileIdentity({ ...minimal, serves: true }).identity).toBeUndefined()
    expect(compileIdentity('text').identity).toBeUndefined()
  })

  test('the secret of a client that cannot keep one is dropped', () => {
    const client = {
      id: 'c',
      name: 'C',
      type: 'native',
      secret: 'not-so-secret',
      grantTypes: ['authorization_code'],
    }
    const { identity } = compileIdentity({
      clients: [{ ...client, redirectUris: ['http://localhost/callback'] }],
    })
    expect(identity?.clients[0]?.secret).toBeUndefined()
  })
})
