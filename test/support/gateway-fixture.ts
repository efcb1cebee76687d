import { createPublicOrigin } from '../../src/foundation/http/public-origin.ts'
import type { Catalog } from '../../src/gateway/catalog.ts'
import { createGateway, type Gateway } from '../../src/gateway/create-gateway.ts'
import type { ProjectModules } from '../../src/gateway/project-modules.ts'
import type { Services } from '../../src/gateway/services.ts'
import { customFunction } from '../../src/handlers/custom-function/custom-function.ts'
import { urlForward } from '../../src/handlers/url-forward/url-forward.ts'
import { urlRewrite } from '../../src/handlers/url-rewrite/url-rewrite.ts'
import { compileProject } from '../../src/project/compile-project.ts'
import type { Project } from '../../src/project/project.ts'
import { createServices, noLocalIssuers } from '../../src/runtimes/node/services.ts'
import { createUpstreamClient } from '../../src/runtimes/node/upstream-client.ts'
import { createMemoryStorage } from '../../src/storage/memory.ts'
import { createLog, type LogRecord } from '../../src/telemetry/log.ts'

/** A gateway in memory, and what it logged. */
export interface GatewayFixture {
  readonly gateway: Gateway
  readonly services: Services
  readonly project: Project
  readonly records: LogRecord[]
  close(): Promise<void>
}

/** What a fixture is made of: documents as values, modules as functions. */
export interface FixtureInput {
  readonly paths: Record<string, unknown>
  readonly policies?: readonly unknown[]
  readonly corsPolicies?: readonly unknown[]
  readonly modules?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly environment?: Readonly<Record<string, string>>
  readonly settings?: Record<string, unknown>
  readonly catalog?: Partial<Catalog>
  /** Clock of the gateway, milliseconds since the epoch. Default: the machine's. */
  readonly now?: () => number
}

/** The loopback origin every fixture is served under. */
export const fixtureOrigin = 'http://127.0.0.1:9000'

/** Services over real parts: memory storage, pooled upstream connections, a log kept in an array. */
export function fixtureServices(records: LogRecord[] = []): Services {
  const publicOrigin = createPublicOrigin({ configured: undefined, boundAddress: '127.0.0.1', port: 9000 })
  if (publicOrigin === undefined) throw new Error('loopback always has an origin')
  return createServices({
    log: createLog({ level: 'debug', write: (record) => records.push(record) }),
    storage: createMemoryStorage(),
    upstream: createUpstreamClient(),
    upstreamTimeoutMs: 5000,
    publicOrigin,
    localIssuers: noLocalIssuers,
  })
}

/** Compiles documents to a project; a broken fixture throws its diagnostics. */
export function fixtureProject(input: FixtureInput): Project {
  const texts = new Map([
    [
      'config/routes.oas.json',
      JSON.stringify({ openapi: '3.1.0', info: { title: 'fixture', version: '1' }, paths: input.paths }),
    ],
    [
      'config/policies.json',
      JSON.stringify({ policies: input.policies ?? [], corsPolicies: input.corsPolicies ?? [] }),
    ],
    ['zuplo.jsonc', JSON.stringify({ version: 1, ...input.settings })],
  ])
  const modulePaths = Object.keys(input.modules ?? {}).map((specifier) => `${specifier.slice(2)}.ts`)
  const { project, diagnostics } = compileProject({ texts, modulePaths }, input.environment ?? {})
  if (project === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return project
}

/** A linked gateway over documents. */
export async function createGatewayFixture(input: FixtureInput): Promise<GatewayFixture> {
  const records: LogRecord[] = []
  const { now } = input
  const services = { ...fixtureServices(records), ...(now === undefined ? {} : { now }) }
  const project = fixtureProject(input)
  const modules: ProjectModules = { exportsOf: (specifier) => input.modules?.[specifier] }
  const catalog: Catalog = {
    policies: [],
    handlers: [urlForward, urlRewrite],
    customFunction,
    ...input.catalog,
  }
  const gateway = await createGateway({ project, catalog, services, modules })
  return { gateway, services, project, records, close: () => services.upstream.close() }
}

/** An operation handled by a function of `./modules/m`. */
export function functionRoute(
  exportName: string,
  more: Record<string, unknown> = {},
  operation: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    ...operation,
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: { module: '$import(./modules/m)', export: exportName },
      ...more,
    },
  }
}

/** Sends a request to a fixture's gateway. */
export function ask(fixture: GatewayFixture, path: string, init?: RequestInit): Promise<Response> {
  return fixture.gateway.fetch(new Request(fixtureOrigin + path, init))
}
