import {
  discoverOAuthProtectedResourceMetadata,
  DpopSession,
  extractWWWAuthenticateParams,
  isDpopNonceChallenge,
} from '@modelcontextprotocol/client'
import * as sdkV1 from '@modelcontextprotocol/sdk/client/auth.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { startUpstream, type LoopbackUpstream } from '../support/loopback-upstream.ts'
import { SigningAuthority } from '../support/signing-authority.ts'
import {
  createTempProject,
  mcpRoute,
  oktaPolicy,
  serveTemp,
  type TempProject,
} from '../support/temp-project.ts'

let staff: SigningAuthority
let guests: SigningAuthority
let upstream: LoopbackUpstream
let project: TempProject
let served: ServedProject
const forwarded: string[] = []

beforeAll(async () => {
  ;[staff, guests] = await Promise.all([SigningAuthority.start(), SigningAuthority.start()])
  upstream = await startUpstream((request, response) => {
    forwarded.push(JSON.stringify(request.headers))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
  })
  const at = (path: string): string => `$env(SALLYPORT_PUBLIC_URL)${path}`
  const lenient = { allowUnauthenticatedRequests: true }
  const handlerOf = (name: string, options: object = {}): object => ({
    name,
    policyType: 'x-inbound',
    handler: { module: '$import(@zuplo/runtime)', export: name, options },
  })
  project = await createTempProject({
    'zuplo.jsonc': { version: 1, trustedProxies: ['127.0.0.1'] },
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: {
        '/staff/mcp': { post: mcpRoute('staff', ['echo']) },
        '/guests/mcp': { post: mcpRoute('guests', ['echo']) },
        '/bound/mcp': { post: mcpRoute('bound', ['echo']) },
        '/nonce/mcp': { post: mcpRoute('nonce', ['echo']) },
        '/any/mcp': {
          post: withPolicies(mcpRoute('any', ['echo']), [
            'any-staff',
            'any-guests',
            'RequireUserInboundPolicy',
          ]),
        },
        '/open/mcp': { post: mcpRoute(undefined, ['echo']) },
        '/echo': { get: forwardRoute(upstream.url) },
        '/revoked': { post: revocationRoute() },
      },
    },
    'config/policies.json': {
      policies: [
        oktaPolicy('staff', staff.issuer, at('/staff/mcp'), { scopes: ['staff'] }),
        oktaPolicy('guests', guests.issuer, at('/guests/mcp'), { scopes: ['guest'] }),
        oktaPolicy('bound', staff.issuer, at('/bound/mcp'), {
          dpop: {},
          mtls: { certificateHeader: 'client-cert' },
        }),
        oktaPolicy('nonce', staff.issuer, at('/nonce/mcp'), { dpop: { required: true, nonce: true } }),
        oktaPolicy('any-staff', staff.issuer, at('/any/mcp'), lenient),
        oktaPolicy('any-guests', guests.issuer, at('/any/mcp'), lenient),
        handlerOf('RequireUserInboundPolicy'),
      ],
    },
    'modules/events.ts': `import { revokeTokens } from "@zuplo/runtime"
export async function onRevoked(request: Request) {
  await revokeTokens(await request.json())
  return new Response(null, { status: 204 })
}
`,
    'modules/zuplo.runtime.ts': `import { RuntimeExtensions, OAuthProtectedResourcePlugin } from "@zuplo/runtime"
export function runtimeInit(runtime: RuntimeExtensions) {
  runtime.addPlugin(new OAuthProtectedResourcePlugin({
    authorizationServers: [${JSON.stringify(staff.issuer)}, ${JSON.stringify(guests.issuer)}],
    resourceName: "Test",
  }))
}
`,
  })
  served = await serveTemp(project.folder)
})
afterAll(async () => {
  await served.close(0)
  await project.remove()
  await upstream.close()
  await Promise.all([staff.stop(), guests.stop()])
})

function withPolicies(route: object, inbound: readonly string[]): object {
  const { 'x-zuplo-route': own, ...rest } = route as { 'x-zuplo-route': object }
  return { ...rest, 'x-zuplo-route': { ...own, policies: { inbound } } }
}

function forwardRoute(baseUrl: string): object {
  const handler = { module: '$import(@zuplo/runtime)', export: 'urlForwardHandler', options: { baseUrl } }
  return { operationId: 'echo', summary: 'Answers.', 'x-zuplo-route': { corsPolicy: 'none', handler } }
}

function revocationRoute(): object {
  const handler = { module: '$import(./modules/events)', export: 'onRevoked' }
  return { operationId: 'revoked', 'x-zuplo-route': { corsPolicy: 'none', handler } }
}

const callEcho = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'echo', arguments: {} },
})
const post = (path: string, headers: Record<string, string> = {}, body = callEcho): Promise<Response> =>
  fetch(served.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
const tokenFor = (path: string, claims: Record<string, unknown> = {}, issuer = staff): Promise<string> =>
  issuer.token({ claims: { aud: served.origin + path, ...claims } })

describe('several MCP routes on one origin', () => {
  it('[R1] serve everyone where nothing guards them, and follow the specification where something does', async () => {
    expect((await post('/open/mcp')).status).toBe(200)
    expect((await post('/staff/mcp')).status).toBe(401)
  })

  it('[R2] [R4] have metadata of their own: resource, issuer, scopes', async () => {
    for (const [path, issuer, scope] of [
      ['/staff/mcp', staff.issuer, 'staff'],
      ['/guests/mcp', guests.issuer, 'guest'],
    ] as const) {
      expect(await discoverOAuthProtectedResourceMetadata(served.origin + path)).toMatchObject({
        resource: served.origin + path,
        authorization_servers: [issuer],
        scopes_supported: [scope],
      })
      const challenge = extractWWWAuthenticateParams(await post(path))
      expect(challenge.resourceMetadataUrl?.pathname).toBe(`/.well-known/oauth-protected-resource${path}`)
      expect(challenge.scope).toBe(scope)
    }
  })

  it('leave the rest of the well-known space alone', async () => {
    for (const path of ['/none', '/open/mcp', '/staff', '/staff/mcp/more', '']) {
      const response = await fetch(`${served.origin}/.well-known/oauth-protected-resource${path}`)
      expect([path, response.status]).toEqual([path, path === '' ? 200 : 404])
    }
    expect((await fetch(`${served.origin}/.well-known/security.txt`)).status).toBe(404)
  })

  it('[R9] accept the tokens that were issued for them, and no other', async () => {
    const own = { '/staff/mcp': staff, '/guests/mcp': guests }
    for (const [audience, issuer] of Object.entries(own)) {
      for (const path of Object.keys(own)) {
        const response = await post(path, bearer(await tokenFor(audience, {}, issuer)))
        expect([path, response.status]).toEqual([path, path === audience ? 200 : 401])
      }
    }
  })
})

describe('several policies on one route', () => {
  it('let pass whom one of them knows, and tell everyone else where to sign in', async () => {
    for (const issuer of [staff, guests])
      expect((await post('/any/mcp', bearer(await tokenFor('/any/mcp', {}, issuer)))).status).toBe(200)
    const anonymous = await post('/any/mcp')
    expect(anonymous.status).toBe(401)
    expect(sdkV1.extractWWWAuthenticateParams(anonymous).resourceMetadataUrl?.pathname).toBe(
      '/.well-known/oauth-protected-resource/any/mcp',
    )
    const metadata = await discoverOAuthProtectedResourceMetadata(`${served.origin}/any/mcp`)
    expect(metadata.authorization_servers).toEqual([staff.issuer, guests.issuer])
  })
})

describe('tokens bound to a key', () => {
  async function callWith(session: DpopSession, path: string, token: string): Promise<Response> {
    const htu = served.origin + path
    const dpop = await session.buildProof({ htm: 'POST', htu, accessToken: token })
    const response = await post(path, { authorization: `DPoP ${token}`, dpop })
    session.observeNonce(response, htu)
    return response
  }

  it('pass with the proofs of the official client, which no upstream sees', async () => {
    const session = await DpopSession.create()
    const token = await tokenFor('/bound/mcp', { cnf: { jkt: session.thumbprint } })
    forwarded.splice(0)
    expect((await callWith(session, '/bound/mcp', token)).status).toBe(200)
    expect((await callWith(session, '/bound/mcp', token)).status).toBe(200)
    expect(forwarded.join('')).not.toMatch(/dpop|authorization/i)
    expect((await post('/bound/mcp', bearer(token))).status).toBe(401)
    const thief = await DpopSession.create()
    expect((await callWith(thief, '/bound/mcp', token)).status).toBe(401)
  })

  it('are told of by challenge and metadata, beside Bearer or alone', async () => {
    const either = (await post('/bound/mcp')).headers.get('www-authenticate')
    expect(either).toMatch(/^Bearer resource_metadata=.*, DPoP algs="ES256 /)
    const only = await post('/nonce/mcp')
    expect(only.headers.get('www-authenticate')).toMatch(/^DPoP resource_metadata=/)
    expect(extractWWWAuthenticateParams(only).resourceMetadataUrl?.pathname).toContain('/nonce/mcp')
    expect(await discoverOAuthProtectedResourceMetadata(`${served.origin}/nonce/mcp`)).toMatchObject({
      dpop_bound_access_tokens_required: true,
      dpop_signing_alg_values_supported: expect.arrayContaining(['ES256']),
    })
  })

  it('pass with the nonce that a first refusal hands out, where one is demanded', async () => {
    const session = await DpopSession.create()
    const token = await tokenFor('/nonce/mcp', { cnf: { jkt: session.thumbprint } })
    const first = await callWith(session, '/nonce/mcp', token)
    expect([first.status, isDpopNonceChallenge(first)]).toEqual([401, true])
    expect((await callWith(session, '/nonce/mcp', token)).status).toBe(200)
  })
})

describe('tokens bound to a certificate', () => {
  it('pass with the certificate that a trusted proxy passes on, and with no other', async () => {
    const der = Buffer.from('certificate')
    const hash = await crypto.subtle.digest('SHA-256', der)
    const thumbprint = Buffer.from(hash).toString('base64url')
    const token = await tokenFor('/bound/mcp', { cnf: { 'x5t#S256': thumbprint } })
    const header = (bytes: Buffer): Record<string, string> => ({
      'client-cert': `:${bytes.toString('base64')}:`,
    })
    forwarded.splice(0)
    expect((await post('/bound/mcp', { ...bearer(token), ...header(der) })).status).toBe(200)
    expect(forwarded.join('')).not.toContain('client-cert')
    expect((await post('/bound/mcp', { ...bearer(token), ...header(Buffer.from('x')) })).status).toBe(401)
    expect((await post('/bound/mcp', bearer(token))).status).toBe(401)
  })
})

describe('revokeTokens of the runtime API', () => {
  it('ends what a subject was issued at once, and not what it gets by signing in again', async () => {
    const old = await tokenFor('/staff/mcp', { sub: 'eve', iat: Math.floor(Date.now() / 1000) - 10 })
    const other = await tokenFor('/staff/mcp', { sub: 'ada' })
    for (const token of [old, other]) expect((await post('/staff/mcp', bearer(token))).status).toBe(200)
    expect((await post('/revoked', {}, '{"subject":"eve"}')).status).toBe(204)
    expect((await post('/staff/mcp', bearer(old))).status).toBe(401)
    expect((await post('/staff/mcp', bearer(other))).status).toBe(200)
    const soon = Math.floor(Date.now() / 1000) + 2
    const renewed = await tokenFor('/staff/mcp', { sub: 'eve', iat: soon })
    expect((await post('/staff/mcp', bearer(renewed))).status).toBe(200)
  })
})

describe('what is not there', () => {
  it('[R18] is not advertised: no extension in server/discover', async () => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'server/discover', params: { _meta: meta } })
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'server/discover' }
    const { result } = (await (await post('/open/mcp', headers, body)).json()) as {
      result: { capabilities: Record<string, unknown> }
    }
    expect(result.capabilities).not.toHaveProperty('extensions')
  })

  it('[R19] is not remembered: a session id of another caller changes nothing', async () => {
    const ada = bearer(await tokenFor('/staff/mcp', { sub: 'ada' }))
    const session = { 'mcp-session-id': 'session-of-eve' }
    const [plain, hijacked] = await Promise.all([
      post('/staff/mcp', ada),
      post('/staff/mcp', { ...ada, ...session }),
    ])
    expect(await hijacked.text()).toBe(await plain.text())
    expect(hijacked.headers.has('mcp-session-id')).toBe(false)
    expect((await post('/staff/mcp', session)).status).toBe(401)
  })
})
