import {
  Client,
  StreamableHTTPClientTransport,
  type OAuthClientProvider,
  type OAuthTokens,
} from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { signIn, type Tokens } from '../support/sign-in.ts'
import {
  createTempProject,
  identityFile,
  mcpRoute,
  oktaPolicy,
  runtimeModule,
  serveTemp,
  type TempProject,
} from '../support/temp-project.ts'

const redirectUri = 'http://127.0.0.1:45671/callback'
const hello = {
  operationId: 'hello',
  summary: 'Greets',
  'x-zuplo-route': { corsPolicy: 'none', handler: { module: '$import(./modules/hello)', export: 'hello' } },
}

let project: TempProject
let served: ServedProject
beforeAll(async () => {
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: {
        '/mcp': { post: mcpRoute('auth', ['hello']) },
        '/other': { post: mcpRoute('other', ['hello']) },
        '/hello': { get: hello },
      },
    },
    'config/policies.json': {
      policies: [
        oktaPolicy('auth', '$env(SALLYPORT_PUBLIC_URL)/oauth2/mcp', '$env(SALLYPORT_PUBLIC_URL)/mcp', {
          clockToleranceSeconds: 0,
        }),
        oktaPolicy('other', '$env(SALLYPORT_PUBLIC_URL)/oauth2/mcp', '$env(SALLYPORT_PUBLIC_URL)/other'),
      ],
    },
    // Three seconds: under Okta's five minutes, so that a test can see it end.
    'config/identity.jsonc': identityFile({
      accessTokenLifetimeMinutes: 0.05,
      refreshTokenWindowMinutes: 60,
    }),
    'modules/zuplo.runtime.ts': runtimeModule('environment.SALLYPORT_PUBLIC_URL + "/oauth2/mcp"'),
    'modules/hello.ts': 'export function hello() { return "hello" }',
  })
  served = await serveTemp(project.folder)
})
afterAll(async () => {
  await served.close(0)
  await project.remove()
})

const login = (scope: string): Promise<Tokens> =>
  signIn({
    issuer: `${served.origin}/oauth2/mcp`,
    clientId: 'native',
    clientSecret: undefined,
    redirectUri,
    scope,
    login: 'ada@example.com',
    password: 'correct horse battery',
  })

const ping = (path: string, token: string): Promise<Response> =>
  fetch(served.origin + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: '{"jsonrpc":"2.0","id":1,"method":"ping"}',
  })

/** Waits until the token is no longer accepted: its own `exp` and the allowed clock difference have passed. */
async function untilRefused(token: string): Promise<Response> {
  for (;;) {
    const response = await ping('/mcp', token)
    if (response.status !== 200) return response
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

describe('the life of a token', () => {
  it('warns of a lifetime that Okta would not accept, and takes it', () => {
    expect(
      served
        .current()
        .diagnostics.some(({ severity, message }) => severity === 'warning' && message.includes('5 minutes')),
    ).toBe(true)
  })

  it('is refused for another audience although issuer and key are right', async () => {
    const response = await ping('/other', (await login('mcp:access')).access_token)
    expect(response.status).toBe(401)
    const challenge = response.headers.get('www-authenticate') ?? ''
    expect(challenge).toContain('error="invalid_token"')
    expect(challenge).toContain('audience')
    expect(challenge).toContain(
      `resource_metadata="${served.origin}/.well-known/oauth-protected-resource/other"`,
    )
  })

  it('ends, and the official client refreshes it and goes on', { timeout: 60_000 }, async () => {
    const tokens = await login('mcp:access offline_access')
    expect(tokens.refresh_token).toBeTypeOf('string')
    const expired = await untilRefused(tokens.access_token)
    expect(expired.status).toBe(401)
    expect(expired.headers.get('www-authenticate')).toContain('expired')
    const provider = keepingProvider({
      ...tokens,
      issuer: `${served.origin}/oauth2/mcp`,
    } as unknown as OAuthTokens)
    const client = new Client({ name: 'journey', version: '1' }, { versionNegotiation: { mode: 'auto' } })
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${served.origin}/mcp`), { authProvider: provider }),
    )
    expect((await client.callTool({ name: 'hello' })).content).toEqual([{ type: 'text', text: '"hello"' }])
    expect(provider.current().access_token).not.toBe(tokens.access_token)
    await client.close()
  })
})

/** A client that has signed in before. */
function keepingProvider(initial: OAuthTokens): OAuthClientProvider & { current(): OAuthTokens } {
  let tokens = initial
  return {
    redirectUrl: redirectUri,
    clientMetadata: { redirect_uris: [redirectUri] },
    clientInformation: () => ({ client_id: 'native' }),
    tokens: () => tokens,
    saveTokens: (saved) => void (tokens = saved),
    saveCodeVerifier: () => undefined,
    codeVerifier: () => '',
    redirectToAuthorization: () => {
      throw new Error('the client asked the person again instead of refreshing')
    },
    current: () => tokens,
  }
}
