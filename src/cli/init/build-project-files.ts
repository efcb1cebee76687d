import { formatJson, formatPackage } from './format-package.ts'
import { formatGuideIdentity } from '../../identity/format-guide-identity.ts'
import { guideDefaults } from '../../identity/guide-answers.ts'
import type { OperationMatch } from './choose-operations.ts'

/** A public OpenAPI document that a new project stands in front of. */
export interface ProjectDocument {
  /** Path in the project, such as `config/petstore.oas.json`. */
  readonly file: string
  /** As it came; it is not changed. */
  readonly text: string
  readonly baseUrl: string
  /** Undefined = all operations are served. */
  readonly operations: readonly OperationMatch[] | undefined
}

/** What a new project is made of. */
export interface ProjectPlan {
  /** Lower case, digits and `-`. */
  readonly name: string
  /** Path of the MCP endpoint. */
  readonly mcpPath: string
  /** Undefined = a route of the project's own shows how it is done. */
  readonly document: ProjectDocument | undefined
  /** Version or place of the package, as package.json writes it. */
  readonly dependency: string
}

const gateway = '$import(sallyport)'
const schemas = '../node_modules/sallyport/schemas'
const publicUrl = '$env(SALLYPORT_PUBLIC_URL)'

/** Names of the two policies: the gate of the MCP endpoint, and that of the tools' own routes. */
const policies = { endpoint: 'mcp-token', tools: 'tool-token' } as const

/** The files of a new project by path. */
export function buildProjectFiles(plan: ProjectPlan): ReadonlyMap<string, string> {
  const { document } = plan
  const files = new Map([
    ['sallyport.jsonc', settings],
    ['config/routes.oas.json', formatJson(buildRoutes(plan))],
    ['config/policies.json', formatJson(buildPolicies(plan))],
    ['config/identity.jsonc', buildIdentity(plan)],
    ['modules/sallyport.runtime.ts', buildRuntimeModule(plan)],
    ['tests/mcp.test.ts', buildTest(plan)],
    ['tsconfig.json', formatJson(tsconfig)],
    [
      'package.json',
      formatPackage(plan.name, plan.dependency, {
        dev: 'sallyport dev',
        start: 'sallyport start',
        check: 'sallyport check',
        tools: 'sallyport tools',
        test: 'sallyport test',
        build: 'sallyport build',
      }),
    ],
    ['.gitignore', 'node_modules/\n.sallyport/\n.env\n'],
  ])
  if (document === undefined) return files.set('modules/hello.ts', helloModule)
  return files.set(document.file, document.text).set('config/tools.jsonc', buildTools(document))
}

const settings = `{
  // Marks the project folder. Limits, trusted proxies and the like would stand here too.
  "version": 1,
  "compatibilityDate": "2026-03-01",
}
`

function buildRoutes({ name, mcpPath, document }: ProjectPlan): object {
  const tools =
    document === undefined
      ? { file: './config/routes.oas.json', id: 'say_hello' }
      : { file: `./${document.file}`, id: '*' }
  const endpoint = {
    operationId: 'mcp',
    summary: 'MCP endpoint',
    responses: { 200: { description: 'A message of MCP.' } },
    'x-sallyport-route': {
      corsPolicy: 'none',
      handler: { export: 'mcpServerHandler', module: gateway, options: { name, operations: [tools] } },
      policies: { inbound: [policies.endpoint] },
    },
  }
  return {
    $schema: `${schemas}/routes.schema.json`,
    openapi: '3.1.0',
    info: { title: name, version: '1.0.0' },
    paths: {
      ...(document === undefined ? { '/hello/{name}': { get: helloOperation } } : {}),
      [mcpPath]: { post: endpoint },
    },
  }
}

const helloOperation = {
  operationId: 'say_hello',
  summary: 'Say hello',
  description: 'Greets somebody by name.',
  parameters: [
    { name: 'name', in: 'path', required: true, description: 'Whom to greet.', schema: { type: 'string' } },
  ],
  responses: { 200: { description: 'The greeting.' } },
  'x-sallyport-route': {
    corsPolicy: 'none',
    handler: { export: 'default', module: '$import(./modules/hello)' },
    policies: { inbound: [policies.tools] },
  },
}

/** Both gates want a token of the embedded authorization server; only the endpoint publishes whose. */
function buildPolicies({ mcpPath }: ProjectPlan): object {
  const options = { issuer: `${publicUrl}/oauth2/${guideDefaults.serverId}`, audience: publicUrl + mcpPath }
  const policy = (name: string, more: object): object => ({
    name,
    policyType: 'open-id-jwt-auth-inbound',
    handler: { export: 'OpenIdJwtInboundPolicy', module: gateway, options: { ...options, ...more } },
  })
  return {
    $schema: `${schemas}/policies.schema.json`,
    policies: [policy(policies.endpoint, { oAuthResourceMetadataEnabled: true }), policy(policies.tools, {})],
    corsPolicies: [],
  }
}

function buildIdentity({ mcpPath }: ProjectPlan): string {
  const answers = { ...guideDefaults, audience: publicUrl + mcpPath }
  return formatGuideIdentity(answers, { schema: `${schemas}/identity.schema.json`, serve: true })
}

function buildTools({ file, baseUrl, operations }: ProjectDocument): string {
  const entry = {
    file: `./${file}`,
    handler: { export: 'urlForwardHandler', module: gateway, options: { baseUrl } },
    policies: { inbound: [policies.tools] },
    ...(operations === undefined ? {} : { operations }),
  }
  const body = JSON.stringify(
    { $schema: `${schemas}/tools.schema.json`, documents: [entry], rules: [] },
    null,
    2,
  )
  return `// The document beside this file stays as its owner publishes it; what the gateway makes of it stands here.\n${body}\n`
}

function buildRuntimeModule({ name }: ProjectPlan): string {
  return `import { OAuthProtectedResourcePlugin, environment, type RuntimeExtensions } from 'sallyport'

/** Runs once at the start: tells MCP clients where to get a token. */
export function runtimeInit(runtime: RuntimeExtensions): void {
  runtime.addPlugin(
    new OAuthProtectedResourcePlugin({
      authorizationServers: [\`\${environment['SALLYPORT_PUBLIC_URL']}/oauth2/${guideDefaults.serverId}\`],
      resourceName: '${name}',
    }),
  )
}
`
}

const helloModule = `import type { GatewayContext, GatewayRequest } from 'sallyport'

/** Answers GET /hello/{name}, and the tool say_hello. */
export default function hello(request: GatewayRequest, context: GatewayContext): object {
  const name = decodeURIComponent(request.params['name'] ?? 'world')
  context.log.info('said hello')
  return { greeting: \`Hello, \${name}!\` }
}
`

function buildTest({ mcpPath }: ProjectPlan): string {
  return `import { strict as assert } from 'node:assert'
import { describe, it, TestHelper } from 'sallyport/test'

describe('the MCP endpoint', () => {
  it('asks for a token, and says where to get one', async () => {
    const response = await fetch(\`\${TestHelper.TEST_URL}${mcpPath}\`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
    })
    assert.equal(response.status, 401)
    assert.match(response.headers.get('www-authenticate') ?? '', /resource_metadata=/)
  })
})
`
}

const tsconfig = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ESNext', 'WebWorker', 'WebWorker.Iterable'],
    module: 'ESNext',
    moduleResolution: 'Bundler',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['modules/**/*', 'tests/**/*'],
}
