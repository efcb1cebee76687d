import type { SigningAuthority } from './signing-authority.ts'
import { createTempProject, oktaPolicy, runtimeModule, type TempProject } from './temp-project.ts'

/** Addresses and secrets of the shop's surroundings. */
export interface ShopSurroundings {
  readonly authority: SigningAuthority
  readonly upstream: string
  readonly exchange: string
  readonly environment: Readonly<Record<'SERVICE_SECRET' | 'EXCHANGE_SECRET' | 'API_KEY', string>>
}

const runtime = '$import(@zuplo/runtime)'

function policy(name: string, exportName: string, options: object): object {
  return { name, policyType: 'x-inbound', handler: { module: runtime, export: exportName, options } }
}

/** A tool that is forwarded to the upstream behind the named policies. */
function tool(id: string, inbound: readonly string[], upstream: string, mcp: object = {}): object {
  const schema = {
    type: 'object',
    properties: { text: { type: 'string' }, count: { type: 'integer' } },
    required: ['text'],
    additionalProperties: false,
  }
  return {
    post: {
      operationId: id,
      description: `The tool ${id}.`,
      requestBody: { required: true, content: { 'application/json': { schema } } },
      'x-zuplo-route': {
        corsPolicy: 'none',
        handler: { module: runtime, export: 'urlForwardHandler', options: { baseUrl: upstream } },
        policies: { inbound },
        mcp,
      },
    },
  }
}

/** A project whose tools reach one upstream in every way the second gate knows. */
export function createTwoGateShop({ authority, upstream, exchange }: ShopSurroundings): Promise<TempProject> {
  const tools: Record<string, object> = {
    '/plain': tool('plain', [], upstream),
    '/keyed': tool('keyed', ['api-key'], upstream),
    '/own': tool('own', ['own-token'], upstream),
    '/exchanged': tool('exchanged', ['exchange'], upstream),
    '/guarded': tool('guarded', ['okta', 'api-key'], upstream),
    '/scoped': tool('scoped', [], upstream, { scopes: 'shop:admin' }),
    '/judged': tool('judged', [], upstream, { condition: 'claims[arguments.text] == 1' }),
    '/down': tool('down', [], 'http://127.0.0.1:1'),
    '/denied': tool('denied', ['denied-token'], upstream),
  }
  const operations = Object.keys(tools).map((path) => ({
    file: './config/routes.oas.json',
    id: path.slice(1),
  }))
  const server = {
    post: {
      operationId: 'server',
      'x-zuplo-route': {
        corsPolicy: 'none',
        handler: {
          module: runtime,
          export: 'mcpServerHandler',
          options: { name: 'shop', operations, debugMode: true },
        },
        policies: { inbound: ['okta'] },
      },
    },
  }
  return createTempProject({
    'zuplo.jsonc': { version: 1, limits: { upstreamMs: 2000 } },
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 'shop', version: '1' },
      paths: { '/mcp': server, ...tools },
    },
    'config/policies.json': {
      policies: [
        oktaPolicy('okta', authority.issuer, '$env(SALLYPORT_PUBLIC_URL)/mcp', { dpop: {} }),
        policy('api-key', 'SetHeadersInboundPolicy', {
          headers: [{ name: 'authorization', value: '$env(API_KEY)' }],
        }),
        policy('own-token', 'UpstreamOAuthClientCredentialsInboundPolicy', {
          tokenUrl: '$env(SALLYPORT_PUBLIC_URL)/oauth2/books/v1/token',
          clientId: 'gateway-service',
          clientSecret: '$env(SERVICE_SECRET)',
          scope: 'books:read',
        }),
        policy('exchange', 'UpstreamTokenExchangeInboundPolicy', {
          tokenUrl: exchange,
          clientId: 'gateway',
          clientSecret: '$env(EXCHANGE_SECRET)',
          audience: 'books',
        }),
        policy('denied-token', 'UpstreamOAuthClientCredentialsInboundPolicy', {
          tokenUrl: '$env(SALLYPORT_PUBLIC_URL)/oauth2/books/v1/token',
          clientId: 'nobody',
          clientSecret: '$env(EXCHANGE_SECRET)',
        }),
      ],
    },
    'config/identity.jsonc': {
      serve: true,
      authorizationServers: [
        {
          id: 'books',
          name: 'Books',
          audience: 'https://books.example',
          scopes: [{ name: 'books:read' }],
          policies: [
            {
              name: 'all',
              rules: [{ name: 'service', grantTypes: ['client_credentials'], scopes: ['books:read'] }],
            },
          ],
        },
      ],
      clients: [
        {
          id: 'gateway-service',
          name: 'Gateway',
          type: 'service',
          secret: '$env(SERVICE_SECRET)',
          grantTypes: ['client_credentials'],
        },
      ],
      users: [],
    },
    'modules/zuplo.runtime.ts': runtimeModule(`"${authority.issuer}"`),
  })
}
