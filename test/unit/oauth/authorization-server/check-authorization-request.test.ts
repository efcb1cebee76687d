import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBrowser } from '../../../support/browser.ts'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  signIn,
  startAuthorizationServerWorld,
  webCallback,
  type AuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
})
afterAll(() => world.close())

const { challenge } = createPkce()
const open = (changes: Record<string, string | undefined>, suffix = ''): Promise<Response> =>
  createBrowser().open(authorizeUrl(world.issuer, challenge, changes) + suffix)

interface Refusal {
  readonly name: string
  readonly changes: Record<string, string | undefined>
  readonly error: string
  readonly description: string
}

const refusals: readonly Refusal[] = [
  {
    name: 'a missing state',
    changes: { state: undefined },
    error: 'invalid_request',
    description: "The authentication request has an invalid 'state' parameter.",
  },
  {
    name: 'an empty state',
    changes: { state: '' },
    error: 'invalid_request',
    description: "The authentication request has an invalid 'state' parameter.",
  },
  {
    name: 'no challenge from a public client',
    changes: { code_challenge: undefined, code_challenge_method: undefined },
    error: 'invalid_request',
    description: 'PKCE code challenge is required by the application.',
  },
  {
    name: 'a method without a challenge',
    changes: { client_id: 'web', redirect_uri: webCallback, code_challenge: undefined },
    error: 'invalid_request',
    description: 'PKCE code challenge is required by the application.',
  },
  {
    name: 'a challenge that is sent as it is',
    changes: { code_challenge_method: 'plain' },
    error: 'invalid_request',
    description: 'PKCE code challenge method is not supported. Valid values: [S256]',
  },
  {
    name: 'a challenge without a method',
    changes: { code_challenge_method: undefined },
    error: 'invalid_request',
    description: 'PKCE code challenge method is not supported. Valid values: [S256]',
  },
  {
    name: 'a challenge of other characters',
    changes: { code_challenge: `${'a'.repeat(43)}=` },
    error: 'invalid_request',
    description: 'PKCE code challenge contains illegal characters.',
  },
  {
    name: 'the implicit flow',
    changes: { response_type: 'token' },
    error: 'unsupported_response_type',
    description:
      'The response type is not supported by the authorization server. Configured response types: [code].',
  },
  {
    name: 'another response mode',
    changes: { response_mode: 'fragment' },
    error: 'unsupported_response_mode',
    description:
      'The response mode is not supported by the authorization server. Configured response modes: [query].',
  },
  {
    name: 'an unknown scope',
    changes: { scope: 'mcp:access2' },
    error: 'invalid_scope',
    description: 'One or more scopes are not configured for the authorization server resource.',
  },
  {
    name: 'a scope no rule gives',
    changes: { scope: 'mcp:admin' },
    error: 'access_denied',
    description: 'Policy evaluation failed for this request, please check the policy configurations.',
  },
  {
    name: 'a scope list of absurd length',
    changes: { scope: 'mcp:access '.repeat(400) },
    error: 'invalid_scope',
    description:
      'The requested scope is invalid, unknown, malformed, or exceeds the scope granted by the resource owner.',
  },
  {
    name: 'another resource',
    changes: { resource: 'https://other.example/mcp' },
    error: 'invalid_target',
    description: "The authorization server has rejected the 'resource' parameter: https://other.example/mcp",
  },
  {
    name: 'a resource that tries to forge log lines',
    changes: { resource: 'https://other.example/"\r\nSet-Cookie: x' },
    error: 'invalid_target',
    description:
      "The authorization server has rejected the 'resource' parameter: https://other.example/???Set-Cookie: x",
  },
]

describe('what a client did wrong is told to it by redirect, in the words of Okta', () => {
  test.each(refusals)('$name', async ({ changes, error, description }) => {
    const response = await open(changes)
    expect(response.status).toBe(303)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const to = new URL(response.headers.get('location') ?? '')
    expect(to.origin + to.pathname).toBe(changes['redirect_uri'] ?? nativeCallback)
    expect(Object.fromEntries(to.searchParams)).toEqual({
      error,
      error_description: description,
      iss: world.issuer,
      ...('state' in changes ? {} : { state: 'af0ifjsldkj' }),
    })
  })

  test('a parameter twice', async () => {
    const response = await open({}, '&scope=mcp:admin')
    const to = new URL(response.headers.get('location') ?? '')
    expect(to.searchParams.get('error_description')).toBe(
      'The request contained multiple parameters with the same name.',
    )
  })

  test('a redirect URI keeps the query it was registered with', async () => {
    const response = await open({
      redirect_uri: 'cursor://anysphere.cursor-mcp/oauth/callback',
      state: undefined,
    })
    expect(response.headers.get('location')).toMatch(
      /^cursor:\/\/anysphere\.cursor-mcp\/oauth\/callback\?error=/,
    )
  })
})

describe('who cannot be told by redirect sees a page, and nobody is redirected', () => {
  test.each([
    ['an unknown client', { client_id: 'nobody' }, 'client_id'],
    ['no client', { client_id: undefined }, 'client_id'],
    ['no redirect URI', { redirect_uri: undefined }, 'redirect_uri'],
    ['another host', { redirect_uri: 'https://evil.example/callback' }, 'redirect_uri'],
    ['another path', { redirect_uri: 'http://127.0.0.1:51234/other' }, 'redirect_uri'],
    [
      'a user name before the host',
      { redirect_uri: 'http://localhost@evil.example/callback' },
      'redirect_uri',
    ],
    [
      'a web client on another port',
      { client_id: 'web', redirect_uri: 'http://localhost:3001/callback' },
      'redirect_uri',
    ],
    ['a prefix', { client_id: 'web', redirect_uri: `${webCallback}/../evil` }, 'redirect_uri'],
  ])('%s', async (_name, changes, parameter) => {
    const response = await open(changes)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await response.text()
    expect(html).toContain(`&#39;${parameter}&#39;`)
    expect(html).not.toContain('evil.example')
  })

  test('a redirect URI given twice', async () => {
    expect((await open({}, '&redirect_uri=https://evil.example/')).status).toBe(400)
  })
})

describe('what MCP clients really send is taken', () => {
  test.each([
    [
      'Claude Code',
      {
        redirect_uri: 'http://localhost:61000/callback',
        prompt: 'consent',
        scope: 'mcp:access offline_access',
      },
    ],
    ['no scope at all', { scope: undefined }],
    ['an empty scope with a space', { scope: ' ' }],
    ['a nonce without openid', { nonce: 'n-0S6_WzA2Mj', max_age: '3600' }],
    ['select_account', { prompt: 'select_account' }],
    ['the same resource with a slash', { resource: 'AUDIENCE/' }],
    ['a parameter nobody knows', { audience: 'x', unknown: 'y' }],
  ])('%s', async (_name, changes: Record<string, string | undefined>) => {
    const resource = changes['resource']?.replace('AUDIENCE', `${world.origin}/mcp`)
    const signedIn = await signIn(world.issuer, { ...changes, resource })
    expect(signedIn.code).not.toBe('')
  })
})
