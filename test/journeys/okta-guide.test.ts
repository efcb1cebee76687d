import {
  Client as ClientV2,
  type OAuthClientProvider as OAuthProviderV2,
  StreamableHTTPClientTransport as TransportV2,
  UnauthorizedError as UnauthorizedV2,
} from '@modelcontextprotocol/client'
import {
  UnauthorizedError as UnauthorizedV1,
  type OAuthClientProvider,
  type OAuthDiscoveryState,
} from '@modelcontextprotocol/sdk/client/auth.js'
import type { OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import {
  decodeJwt,
  exportJWK,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWTPayload,
} from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startExample, type RunningExample } from '../support/example.ts'
import { browseToCallback, signIn } from '../support/sign-in.ts'

let example: RunningExample
beforeAll(async () => {
  example = await startExample()
})
afterAll(() => example.stop())

const redirectUri = 'http://localhost:3000/callback'

/** What an MCP client keeps of its sign-in, shared by both generations of the official SDK. */
function rememberingProvider(): OAuthClientProvider & {
  asked: URL | undefined
  accessToken(): string | undefined
} {
  let tokens: OAuthTokens | undefined
  let verifier = ''
  let discovery: OAuthDiscoveryState | undefined
  // The second generation of the SDK also keeps which authorization server it discovered.
  const binding = {
    saveDiscoveryState: (state: OAuthDiscoveryState) => void (discovery = state),
    discoveryState: () => discovery,
  }
  return {
    ...binding,
    asked: undefined,
    redirectUrl: redirectUri,
    clientMetadata: { redirect_uris: [redirectUri], client_name: 'journey' },
    clientInformation: () => ({ client_id: example.clientId, client_secret: example.clientSecret }),
    state: () => 'journey-state',
    tokens: () => tokens,
    saveTokens: (saved) => void (tokens = saved),
    saveCodeVerifier: (saved) => void (verifier = saved),
    codeVerifier: () => verifier,
    redirectToAuthorization(url) {
      this.asked = url
    },
    accessToken: () => tokens?.access_token,
  }
}

type Provider = ReturnType<typeof rememberingProvider>

/** The person signs in where the client sent them. */
async function comeBack(provider: Provider): Promise<URLSearchParams> {
  if (provider.asked === undefined) throw new Error('the client asked nobody to sign in')
  const callback = await browseToCallback(provider.asked, { login: example.user, password: example.password })
  return callback.searchParams
}

interface JourneyClient {
  listTools(): Promise<{ tools: { name: string }[] }>
  callTool(call: { name: string; arguments?: Record<string, unknown> }): Promise<unknown>
  close(): Promise<void>
}

async function connectV2(
  mode: 'auto' | 'legacy',
): Promise<{ client: JourneyClient; provider: Provider; version: string | undefined }> {
  const provider = rememberingProvider()
  const open = (): ClientV2 =>
    new ClientV2({ name: 'journey', version: '1' }, { versionNegotiation: { mode } })
  const transport = (): TransportV2 =>
    new TransportV2(new URL(example.mcpUrl), { authProvider: provider as OAuthProviderV2 })
  const first = transport()
  await expect(open().connect(first)).rejects.toBeInstanceOf(UnauthorizedV2)
  await first.finishAuth(await comeBack(provider))
  const client = open()
  await client.connect(transport())
  return {
    client: client as unknown as JourneyClient,
    provider,
    version: client.getNegotiatedProtocolVersion(),
  }
}

async function connectV1(): Promise<{ client: JourneyClient; provider: Provider }> {
  const provider = rememberingProvider()
  const first = new TransportV1(new URL(example.mcpUrl), { authProvider: provider })
  await expect(new ClientV1({ name: 'journey', version: '1' }).connect(first)).rejects.toBeInstanceOf(
    UnauthorizedV1,
  )
  await first.finishAuth((await comeBack(provider)).get('code') ?? '')
  const client = new ClientV1({ name: 'journey', version: '1' })
  await client.connect(new TransportV1(new URL(example.mcpUrl), { authProvider: provider }))
  return { client: client as unknown as JourneyClient, provider }
}

async function useTools(client: JourneyClient, title: string): Promise<void> {
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'list_books',
      'get_book',
      'add_book',
      'update_book',
      'delete_book',
      'order_book',
    ]),
  )
  const added = bookIn(
    await client.callTool({
      name: 'add_book',
      arguments: { title, author: 'A. Journey', genre: 'gothic', priceCents: 1200, stock: 3 },
    }),
  )
  expect(bookIn(await client.callTool({ name: 'get_book', arguments: { bookId: added.id } }))).toMatchObject({
    title,
    stock: 3,
  })
  await client.close()
}

function bookIn(result: unknown): { id: string; title: string; stock: number } {
  const { content, isError } = result as { content: { text: string }[]; isError?: boolean }
  expect(isError ?? false, JSON.stringify(content)).toBe(false)
  return JSON.parse(content[0]?.text ?? '{}') as { id: string; title: string; stock: number }
}

describe('the journey of the guide', () => {
  it('v2 client, 2026-07-28: 401, metadata, sign-in, token, list, call', async () => {
    const { client, version } = await connectV2('auto')
    expect(version).toBe('2026-07-28')
    await useTools(client, 'modern-era')
  })

  it('v2 client, legacy era', async () => {
    const { client, version } = await connectV2('legacy')
    expect(version).toBe('2025-11-25')
    await useTools(client, 'legacy-era')
  })

  it('v1 client', async () => {
    const { client, provider } = await connectV1()
    await useTools(client, 'sdk-one')
    // Okta's claims, and nothing else than what Okta puts there.
    expect(decodeJwt(provider.accessToken() ?? '')).toMatchObject({
      iss: example.issuer,
      aud: example.mcpUrl,
      cid: example.clientId,
      sub: example.user,
      scp: ['mcp:access'],
      ver: 1,
    })
  })

  it('answers under every loopback spelling as one resource', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      const mcpUrl = example.mcpUrl.replace('127.0.0.1', host)
      const issuer = example.issuer.replace('127.0.0.1', host)
      const metadata = (await (
        await fetch(new URL('/.well-known/oauth-protected-resource/mcp', mcpUrl))
      ).json()) as { resource: string; authorization_servers: string[] }
      expect(metadata).toMatchObject({ resource: mcpUrl, authorization_servers: [issuer] })
      const { access_token } = await signIn({
        issuer,
        clientId: 'mcp-native-client',
        clientSecret: undefined,
        redirectUri: 'http://127.0.0.1:5123/callback',
        scope: 'mcp:access',
        login: example.user,
        password: example.password,
      })
      expect((await ping(access_token)).status).toBe(200)
    }
  })
})

describe('both gates', () => {
  it('lets staff delete through the tool and refuses everyone else with a tool error', async () => {
    const token = (login: string): Promise<string> =>
      signIn({
        issuer: example.issuer,
        clientId: example.clientId,
        clientSecret: example.clientSecret,
        redirectUri,
        scope: 'mcp:access',
        login,
        password: example.passwordOf(login),
      }).then((tokens) => tokens.access_token)
    const deleteBook = async (
      login: string,
    ): Promise<{ result: { isError?: boolean; content: { text: string }[] } }> =>
      (await (
        await call(await token(login), 'tools/call', {
          name: 'delete_book',
          arguments: { bookId: 'frankenstein' },
        })
      ).json()) as { result: { isError?: boolean; content: { text: string }[] } }
    const refused = await deleteBook('sam@example.com')
    expect(refused.result.isError).toBe(true)
    expect(refused.result.content[0]?.text).toContain('Only staff')
    expect((await deleteBook('alex@example.com')).result.isError ?? false).toBe(false)
  })
})

function call(
  token: string | undefined,
  method: string,
  params?: Record<string, unknown>,
): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return fetch(example.mcpUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ jsonrpc: '2.0', id: '1', method, params }),
  })
}

const ping = (token: string | undefined): Promise<Response> => call(token, 'ping')

describe('tokens that are refused', () => {
  let good: string
  let foreignKey: CryptoKey
  beforeAll(async () => {
    good = (
      await signIn({
        issuer: example.issuer,
        clientId: example.clientId,
        clientSecret: example.clientSecret,
        redirectUri,
        scope: 'mcp:access',
        login: example.user,
        password: example.password,
      })
    ).access_token
    foreignKey = (await generateKeyPair('RS256')).privateKey
  })

  const forge = async (claims: JWTPayload): Promise<string> => {
    const keys = (await (await fetch(`${example.issuer}/v1/keys`)).json()) as { keys: { kid: string }[] }
    return new SignJWT({ ...decodeJwt(good), ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: keys.keys[0]?.kid ?? '' })
      .sign(foreignKey)
  }

  const cases: readonly (readonly [name: string, token: () => Promise<string> | string])[] = [
    ['signed with a foreign key under our key id', () => forge({})],
    ['for another audience, signed with a foreign key', () => forge({ aud: 'https://other.example/mcp' })],
    ['alg none', () => new UnsecuredJWT(decodeJwt(good)).encode()],
    [
      'a public key used as an HMAC secret',
      async () =>
        new SignJWT(decodeJwt(good))
          .setProtectedHeader({ alg: 'HS256' })
          .sign(
            new TextEncoder().encode(
              JSON.stringify(
                await exportJWK((await generateKeyPair('RS256', { extractable: true })).publicKey),
              ),
            ),
          ),
    ],
    ['garbage', () => 'not-a-token'],
  ]

  it.each(cases)('%s', async (_, token) => {
    const refused = await token()
    const response = await ping(refused)
    expect(response.status).toBe(401)
    const challenge = response.headers.get('www-authenticate') ?? ''
    expect(challenge).toMatch(/^Bearer /)
    expect(challenge).toContain('error="invalid_token"')
    expect(challenge).toContain(
      `resource_metadata="${example.origin}/.well-known/oauth-protected-resource/mcp"`,
    )
    expect(example.log.join('\n')).not.toContain(refused.length > 20 ? refused : 'never')
  })

  it('names no error when nobody presented a token', async () => {
    const response = await ping(undefined)
    expect([response.status, response.headers.get('www-authenticate')?.includes('error=')]).toEqual([
      401,
      false,
    ])
  })

  it('accepts the good one', async () => {
    expect((await ping(good)).status).toBe(200)
  })
})
