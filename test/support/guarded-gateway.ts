import type { IncomingHttpHeaders } from 'node:http'
import type { RuntimeExtensions } from '../../src/gateway/runtime-extensions.ts'
import { OAuthProtectedResourcePlugin } from '../../src/plugins/oauth-protected-resource/oauth-protected-resource.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'
import { ask, createGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'
import { startUpstream } from './loopback-upstream.ts'
import { SigningAuthority, type TokenChanges } from './signing-authority.ts'

/** A gateway in memory with guarded MCP routes, over a real issuer and a real upstream. */
export interface GuardedGateway {
  readonly authority: SigningAuthority
  readonly fixture: GatewayFixture
  /** Headers of every request that reached the upstream. */
  readonly upstream: IncomingHttpHeaders[]
  /** Moves the clock of the gateway, milliseconds. */
  pass(ms: number): void
  /** Seconds since the epoch, by the gateway's clock. */
  seconds(): number
  /** A token of the issuer for `/mcp`. */
  token(changes?: TokenChanges): Promise<string>
  /** Calls the tool `echo` at an MCP route. */
  call(token: string | undefined, init?: CallInit): Promise<Response>
  close(): Promise<void>
}

/** What to change in a call. */
export interface CallInit {
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** The call of the tool, as a client of 2025-11-25 sends it. */
export const echoCall = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'echo', arguments: {} },
})

/** The audience of the route `/mcp`. */
export const audience = 'http://127.0.0.1:9000/mcp'

/** Starts it; `options` are added to those of the policy at `/mcp`, the issuer is prepared before anyone asks it. */
export async function startGuardedGateway(
  options: Record<string, unknown> = {},
  prepare: (authority: SigningAuthority) => void = () => undefined,
): Promise<GuardedGateway> {
  const authority = await SigningAuthority.start()
  prepare(authority)
  const seen: IncomingHttpHeaders[] = []
  const upstream = await startUpstream((request, response) => {
    seen.push(request.headers)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"echoed":true}')
  })
  let offset = 0
  const now = (): number => Date.now() + offset
  const okta = (name: string, path: string, more: Record<string, unknown> = {}): object =>
    policyOf(name, 'OktaJwtInboundPolicy', {
      issuer: authority.issuer,
      audience: `http://127.0.0.1:9000${path}`,
      oAuthResourceMetadataEnabled: true,
      scopes: ['mcp:access'],
      ...more,
    })
  const fixture = await createGatewayFixture({
    now,
    catalog: standardCatalog,
    policies: [
      okta('auth', '/mcp', options),
      okta('books-auth', '/books/mcp'),
      okta('staff-auth', '/staff/mcp'),
      policyOf('staff-only', 'JWTScopeValidationInboundPolicy', { scopes: ['mcp:access', 'mcp:staff'] }),
    ],
    paths: {
      '/mcp': { post: mcpRoute('mcp', ['auth']) },
      '/books/mcp': { post: mcpRoute('books', ['books-auth']) },
      '/staff/mcp': { post: mcpRoute('staff', ['staff-auth', 'staff-only']) },
      '/open/mcp': { post: mcpRoute('open', []) },
      '/echo': { get: echoRoute(upstream.url) },
    },
    modules: {
      './modules/zuplo.runtime': {
        runtimeInit: (runtime: RuntimeExtensions) => {
          const plugin = { authorizationServers: [authority.issuer], resourceName: 'Books' }
          runtime.addPlugin(new OAuthProtectedResourcePlugin(plugin))
        },
      },
    },
  })
  return {
    authority,
    fixture,
    upstream: seen,
    pass: (ms) => void (offset += ms),
    seconds: () => Math.floor(now() / 1000),
    token: (changes) => authority.token(changes),
    call: (token, { path = '/mcp', headers = {}, body = echoCall } = {}) =>
      ask(fixture, path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body,
      }),
    close: async () => {
      await fixture.close()
      await upstream.close()
      await authority.stop()
    },
  }
}

function policyOf(name: string, exported: string, options: Record<string, unknown>): object {
  return {
    name,
    policyType: 'custom-code-inbound',
    handler: { module: '$import(@zuplo/runtime)', export: exported, options },
  }
}

function mcpRoute(operationId: string, inbound: readonly string[]): object {
  return {
    operationId: `${operationId}-mcp`,
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: {
        module: '$import(@zuplo/runtime)',
        export: 'mcpServerHandler',
        options: { operations: [{ file: './config/routes.oas.json', id: 'echo' }] },
      },
      policies: { inbound },
    },
  }
}

function echoRoute(baseUrl: string): object {
  return {
    operationId: 'echo',
    summary: 'Answers what it got.',
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: { module: '$import(@zuplo/runtime)', export: 'urlForwardHandler', options: { baseUrl } },
    },
  }
}
