import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { serveProject, type ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { createLog, type LogRecord } from '../../src/telemetry/log.ts'

/** A project folder of its own for one test. */
export interface TempProject {
  readonly folder: string
  write(path: string, content: string | object): Promise<void>
  remove(): Promise<void>
}

/** Writes files, JSON where a value is given, to a new folder. */
export async function createTempProject(
  files: Readonly<Record<string, string | object>>,
): Promise<TempProject> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-project-'))
  const write = async (path: string, content: string | object): Promise<void> => {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }
  for (const [path, content] of Object.entries(files)) await write(path, content)
  return { folder, write, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** What to change in how a temporary project is served. */
export interface ServeTempOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly alwaysServeIdentity?: boolean
  readonly publicUrl?: string
  readonly host?: string
  readonly port?: number
  readonly reloads?: boolean
  readonly records?: LogRecord[]
}

/** Serves a folder in this process on a free loopback port. */
export function serveTemp(folder: string, options: ServeTempOptions = {}): Promise<ServedProject> {
  return serveProject({
    folder,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    publicUrl: options.publicUrl,
    environment: options.environment ?? {},
    reloads: options.reloads ?? false,
    alwaysServeIdentity: options.alwaysServeIdentity ?? true,
    log: createLog({ level: 'debug', write: (record) => options.records?.push(record) }),
  })
}

/** An identity file with one server `mcp`, a native client and one user; parts can be replaced. */
export function identityFile(rule: Record<string, unknown> = {}): object {
  return {
    serve: true,
    authorizationServers: [
      {
        id: 'mcp',
        name: 'Test server',
        audience: '$env(SALLYPORT_PUBLIC_URL)/mcp',
        scopes: [{ name: 'mcp:access', default: true }],
        policies: [
          {
            name: 'all',
            clients: 'ALL_CLIENTS',
            rules: [{ name: 'allow', grantTypes: ['authorization_code'], scopes: ['mcp:access'], ...rule }],
          },
        ],
      },
    ],
    clients: [
      {
        id: 'native',
        name: 'Native',
        type: 'native',
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: ['http://127.0.0.1/callback'],
      },
    ],
    users: [{ login: 'ada@example.com', password: 'correct horse battery' }],
  }
}

/** An MCP route at a path, behind the named policy. */
export function mcpRoute(policy: string | undefined, operations: readonly string[]): object {
  return {
    operationId: `server${policy ?? ''}`,
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: {
        export: 'mcpServerHandler',
        module: '$import(@zuplo/runtime)',
        options: { operations: operations.map((id) => ({ file: './config/routes.oas.json', id })) },
      },
      policies: { inbound: policy === undefined ? [] : [policy] },
    },
  }
}

/** The Okta policy of the guide, for an issuer and an audience. */
export function oktaPolicy(
  name: string,
  issuer: string,
  audience: string,
  more: Record<string, unknown> = {},
): object {
  return {
    name,
    policyType: 'okta-jwt-auth-inbound',
    handler: {
      export: 'OktaJwtInboundPolicy',
      module: '$import(@zuplo/runtime)',
      options: { oAuthResourceMetadataEnabled: true, issuer, audience, ...more },
    },
  }
}

/** The runtime module of the guide, for an issuer. */
export function runtimeModule(issuer: string): string {
  return `import { RuntimeExtensions, OAuthProtectedResourcePlugin, environment } from "@zuplo/runtime"
export function runtimeInit(runtime: RuntimeExtensions) {
  runtime.addPlugin(new OAuthProtectedResourcePlugin({ authorizationServers: [${issuer}], resourceName: "Test" }))
}
`
}
