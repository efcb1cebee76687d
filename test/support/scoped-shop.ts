import type { SigningAuthority } from './signing-authority.ts'
import { createTempProject, oktaPolicy, runtimeModule, type TempProject } from './temp-project.ts'

/** Scopes that callers of the scoped shop may have. */
export const shopScopes = ['a:read', 'a:write', 'a:admin', 'b:read', 'b:write', 'b:admin', 'c:x', 'unrelated']

/** What the tools of the shop demand, one kind after the other. */
const kinds: readonly ((id: string) => object)[] = [
  () => ({}),
  () => ({ security: [{ shop: ['a:read'] }] }),
  () => ({ security: [{ shop: ['a:write'] }, { shop: ['c:x'] }] }),
  () => mcp({ scopes: 'b:read' }),
  () => mcp({ scopes: [['a:admin'], ['b:write', 'c:x']] }),
  // A rule of config/tools.jsonc says what these need.
  () => ({ tags: ['ruled'] }),
  () => mcp({ condition: 'claims.?department.orValue("") == "sales"' }),
  () => ({
    security: [{ shop: ['a:read'] }, { elsewhere: ['repo'] }],
    ...mcp({ condition: { expression: 'arguments.amount <= 100', message: 'Only up to 100.' } }),
  }),
]

function mcp(settings: object): object {
  return { mcp: settings }
}

/** Ids of the shop's operations. */
export const toolIds = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `tool${index}`)

function operation(id: string, index: number, upstream: string): object {
  const { mcp: settings, ...rest } = (kinds[index % kinds.length]?.(id) ?? {}) as Record<string, unknown>
  return {
    operationId: id,
    description: `Tool ${index}.`,
    parameters: [{ name: 'amount', in: 'query', schema: { type: 'integer' } }],
    ...rest,
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: {
        module: '$import(@zuplo/runtime)',
        export: 'urlForwardHandler',
        options: { baseUrl: upstream },
      },
      ...(settings === undefined ? {} : { mcp: settings }),
    },
  }
}

/** A project whose MCP server has many tools with demands of every kind. */
export function createScopedShop(
  authority: SigningAuthority,
  upstream: string,
  count: number,
  options: Record<string, unknown> = {},
): Promise<TempProject> {
  const ids = toolIds(count)
  const oauth = (issuer: string): object => ({
    type: 'oauth2',
    flows: {
      authorizationCode: { authorizationUrl: `${issuer}/v1/authorize`, tokenUrl: `${issuer}/v1/token` },
    },
  })
  return createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 'shop', version: '1' },
      components: {
        securitySchemes: { shop: oauth(authority.issuer), elsewhere: oauth('https://elsewhere.example') },
      },
      paths: {
        '/mcp': {
          post: {
            operationId: 'server',
            'x-zuplo-route': {
              corsPolicy: 'none',
              handler: {
                module: '$import(@zuplo/runtime)',
                export: 'mcpServerHandler',
                options: {
                  name: 'shop',
                  operations: ids.map((id) => ({ file: './config/routes.oas.json', id })),
                  scopeHierarchy: {
                    'a:admin': ['a:write'],
                    'a:write': ['a:read'],
                    'b:admin': ['b:write', 'b:read'],
                    // A circle makes the two equal.
                    'b:write': ['b:admin'],
                  },
                  ...options,
                },
              },
              policies: { inbound: ['okta'] },
            },
          },
        },
        ...Object.fromEntries(ids.map((id, index) => [`/${id}`, { get: operation(id, index, upstream) }])),
      },
    },
    'config/policies.json': {
      policies: [
        oktaPolicy('okta', authority.issuer, '$env(SALLYPORT_PUBLIC_URL)/mcp', { scopes: ['mcp:access'] }),
      ],
    },
    'config/tools.jsonc': { rules: [{ match: { tag: 'ruled' }, mcp: { scopes: ['b:admin'] } }] },
    'modules/zuplo.runtime.ts': runtimeModule(`"${authority.issuer}"`),
  })
}
