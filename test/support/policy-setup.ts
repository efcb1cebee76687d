import { createPublicOrigin } from '../../src/foundation/http/public-origin.ts'
import { emptyBody, type Exchange, type Reply } from '../../src/gateway/exchange.ts'
import type { HandlerSetup } from '../../src/gateway/handler.ts'
import type { PolicySetup } from '../../src/gateway/policy.ts'
import { GatewayContext, type ContextActions } from '../../src/gateway/request-context.ts'
import type { LocalIssuers, Services } from '../../src/gateway/services.ts'
import type { OptionsProblem } from '../../src/gateway/setup.ts'
import type { Identity } from '../../src/identity/identity.ts'
import type { RouteDefinition } from '../../src/project/project.ts'
import { createServices, noLocalIssuers } from '../../src/runtimes/node/services.ts'
import { createUpstreamClient } from '../../src/runtimes/node/upstream-client.ts'
import { createMemoryStorage } from '../../src/storage/memory.ts'
import { createLog, type LogRecord } from '../../src/telemetry/log.ts'

/** What a test may choose about the gateway around a policy. */
export interface WorldInput {
  readonly routes?: readonly RouteDefinition[]
  readonly identity?: Identity
  readonly localIssuers?: LocalIssuers
  readonly now?: () => number
}

/** A policy's surroundings, made of the gateway's real parts on loopback port 9000 (nothing listens there). */
export interface World {
  readonly setup: PolicySetup & Pick<HandlerSetup, 'announce' | 'toolPolicies'>
  readonly services: Services
  /** What the policy reported at start. */
  readonly problems: OptionsProblem[]
  /** What was logged. */
  readonly records: LogRecord[]
  close(): Promise<void>
}

/** Builds the surroundings of one policy named `guard`. */
export function createWorld(input: WorldInput = {}): World {
  const problems: OptionsProblem[] = []
  const records: LogRecord[] = []
  const publicOrigin = createPublicOrigin({ configured: undefined, boundAddress: '127.0.0.1', port: 9000 })
  if (publicOrigin === undefined) throw new Error('loopback always has a public origin')
  const upstream = createUpstreamClient()
  const storage = createMemoryStorage()
  const created = createServices({
    log: createLog({ level: 'debug', write: (record) => records.push(record) }),
    storage,
    upstream,
    upstreamTimeoutMs: 5_000,
    publicOrigin,
    localIssuers: input.localIssuers ?? noLocalIssuers,
  })
  const services: Services = input.now === undefined ? created : { ...created, now: input.now }
  const setup: World['setup'] = {
    name: 'guard',
    services,
    environment: {},
    identity: input.identity,
    bodyLimit: 1_048_576,
    routes: input.routes ?? [],
    report: (problem) => problems.push(problem),
    findOperation: () => undefined,
    corsAllowsOrigin: () => false,
    accessOf: () => undefined,
    findExport: () => undefined,
    lambdaEventHooks: [],
    tokenSigner: () => undefined,
    announce: () => undefined,
    toolPolicies: undefined,
    dispatch: () => Promise.reject(new Error('these policies never dispatch')),
  }
  const close = async (): Promise<void> => {
    await upstream.close()
    await storage.close()
  }
  return { setup, services, problems, records, close }
}

/** A route of a project. */
export function routeAt(path: string, inbound: readonly string[] = ['guard']): RouteDefinition {
  const place = { file: 'config/routes.oas.json', path: ['paths', path, 'post'] }
  return {
    file: 'config/routes.oas.json',
    path,
    method: 'POST',
    operationId: 'operation',
    operation: {},
    pathItem: {},
    document: {},
    handler: { module: 'gateway', export: 'mcpServerHandler', options: {} },
    inbound,
    outbound: [],
    corsPolicy: 'none',
    mcp: undefined,
    toolRules: [],
    version: undefined,
    place,
    routePlace: place,
  }
}

/** A POST to /mcp with what the test changes. */
export function exchangeWith(changes: Partial<Exchange> = {}): Exchange {
  return {
    requestId: 'request-1',
    method: 'POST',
    path: '/mcp',
    search: '',
    origin: 'http://127.0.0.1:9000',
    headers: {},
    body: emptyBody,
    params: {},
    user: undefined,
    clientAddress: '127.0.0.1',
    signal: new AbortController().signal,
    repeatedHeaders: [],
    callerSecrets: [],
    ...changes,
  }
}

const actions: ContextActions = {
  environment: {},
  bodyLimit: 1_048_576,
  formatProblem: undefined,
  invokeInbound: () => Promise.reject(new Error('not invoked here')),
  invokeOutbound: () => Promise.reject(new Error('not invoked here')),
  invokeRoute: () => Promise.reject(new Error('not invoked here')),
}

/** The context of an exchange on a route. */
export function contextOf(exchange: Exchange, services: Services, route = routeAt('/mcp')): GatewayContext {
  return new GatewayContext(exchange, route, services, actions)
}

/** A header of a reply as one text. */
export function headerOf(reply: Reply | undefined, name: string): string {
  const value = reply?.headers[name]
  return typeof value === 'string' ? value : (value ?? []).join(', ')
}
