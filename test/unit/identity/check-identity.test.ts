import { describe, expect, test } from 'vitest'
import { compileIdentity } from '../../../src/identity/compile-identity.ts'

const scope = { name: 'mcp:access' }
const rule = { name: 'R', grantTypes: ['authorization_code'], scopes: ['mcp:access'] }
const policy = { name: 'P', clients: ['web'], rules: [rule] }
const server = { id: 'mcp', name: 'MCP', audience: 'http://h/mcp', scopes: [scope], policies: [policy] }
const client = {
  id: 'web',
  name: 'Web',
  type: 'web',
  grantTypes: ['authorization_code'],
  redirectUris: ['http://localhost:3000/callback'],
}
const user = { login: 'alex@example.com' }

interface Case {
  readonly name: string
  readonly value: unknown
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly path: readonly (string | number)[]
  readonly says: RegExp
  readonly hint?: RegExp
}

const withRule = (change: object): unknown => ({
  authorizationServers: [{ ...server, policies: [{ ...policy, rules: [{ ...rule, ...change }] }] }],
  clients: [client],
})
const withClient = (change: object): unknown => ({ clients: [{ ...client, ...change }] })
const ruleAt = ['authorizationServers', 0, 'policies', 0, 'rules', 0]

const cases: readonly Case[] = [
  {
    name: 'two servers with one id',
    value: { authorizationServers: [server, server], clients: [client] },
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_DUPLICATE',
    path: ['authorizationServers', 1, 'id'],
    says: /"mcp" stands here a second time/,
  },
  {
    name: 'two clients with one id',
    value: { clients: [client, client] },
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_DUPLICATE',
    path: ['clients', 1, 'id'],
    says: /"web"/,
  },
  {
    name: 'two users whose logins look the same',
    value: { users: [user, { login: 'ALEX@example.com' }] },
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_DUPLICATE',
    path: ['users', 1, 'login'],
    says: /alex@example.com/,
  },
  {
    name: 'a scope that every server has',
    value: { authorizationServers: [{ ...server, policies: [], scopes: [{ name: 'openid' }] }] },
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_DUPLICATE',
    path: ['authorizationServers', 0, 'scopes', 0, 'name'],
    says: /exists on every server/,
  },
  {
    name: 'a policy for a client nobody knows',
    value: {
      authorizationServers: [{ ...server, policies: [{ ...policy, clients: ['wep'] }] }],
      clients: [client],
    },
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_UNKNOWN_CLIENT',
    path: ['authorizationServers', 0, 'policies', 0, 'clients', 0],
    says: /No client is called "wep"/,
    hint: /"web"/,
  },
  {
    name: 'a rule with a scope nobody knows',
    value: withRule({ scopes: ['mcp:acces'] }),
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_UNKNOWN_SCOPE',
    path: [...ruleAt, 'scopes', 0],
    says: /No scope is called "mcp:acces"/,
    hint: /"mcp:access"/,
  },
  {
    name: 'a rule with a grant type that is not served',
    value: withRule({ grantTypes: ['authorisation_code'] }),
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_UNKNOWN_GRANT_TYPE',
    path: [...ruleAt, 'grantTypes', 0],
    says: /authorisation_code/,
    hint: /"authorization_code"/,
  },
  {
    name: 'a client with a grant type that is not served',
    value: withClient({ grantTypes: ['password'] }),
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_UNKNOWN_GRANT_TYPE',
    path: ['clients', 0, 'grantTypes', 0],
    says: /password/,
  },
  {
    name: 'an access token shorter than Okta allows',
    value: withRule({ accessTokenLifetimeMinutes: 0.05 }),
    severity: 'warning',
    code: 'SALLYPORT_IDENTITY_SHORT_LIFETIME',
    path: [...ruleAt, 'accessTokenLifetimeMinutes'],
    says: /shortest is 5/,
  },
  {
    name: 'a client that nobody can sign in to',
    value: withClient({ redirectUris: [] }),
    severity: 'warning',
    code: 'SALLYPORT_IDENTITY_NO_REDIRECT_URI',
    path: ['clients', 0, 'redirectUris'],
    says: /Nobody can sign in to "web"/,
  },
  {
    name: 'a redirect URI that cannot be one',
    value: withClient({ redirectUris: ['javascript:alert(1)'] }),
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_INVALID_REDIRECT_URI',
    path: ['clients', 0, 'redirectUris', 0],
    says: /javascript:/,
  },
  {
    name: 'a public client with client_credentials',
    value: withClient({ type: 'native', grantTypes: ['client_credentials'] }),
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_GRANT_TYPE_IMPOSSIBLE',
    path: ['clients', 0, 'grantTypes'],
    says: /no secret/,
  },
  {
    name: 'a service that signs people in',
    value: withClient({ type: 'service' }),
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_GRANT_TYPE_IMPOSSIBLE',
    path: ['clients', 0, 'grantTypes'],
    says: /no person/,
  },
  {
    name: 'a secret that is not used',
    value: withClient({ type: 'browser', secret: 'not-so-secret' }),
    severity: 'warning',
    code: 'SALLYPORT_IDENTITY_UNUSED_SECRET',
    path: ['clients', 0, 'secret'],
    says: /not used/,
  },
  {
    name: 'an audience with a colon that is no URL',
    value: { authorizationServers: [{ ...server, audience: ':mcp' }], clients: [client] },
    severity: 'error',
    code: 'SALLYPORT_CONFIG_INVALID_VALUE',
    path: ['authorizationServers', 0, 'audience'],
    says: /must be a URL/,
  },
]

describe('each mistake is named where it stands', () => {
  test.each(cases)('$name', ({ value, severity, code, path, says, hint }) => {
    const { problems } = compileIdentity(value)
    expect(problems).toHaveLength(1)
    const [problem] = problems
    expect(problem).toMatchObject({ severity, code, path })
    expect(problem?.message).toMatch(says)
    if (hint !== undefined) expect(problem?.hint).toMatch(hint)
  })
})
