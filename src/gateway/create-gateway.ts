import { hasErrors, ProjectError, type Diagnostic } from '../foundation/diagnostic.ts'
import { GatewayError } from '../foundation/errors.ts'
import type { Project, RouteDefinition } from '../project/project.ts'
import { compilePathPattern, describeUrlPattern, matchPath } from '../routing/path-pattern.ts'
import { RouteTable } from '../routing/route-table.ts'
import { combineTracers } from '../telemetry/combine-tracers.ts'
import { forkLog } from '../telemetry/fork-log.ts'
import type { LogSink } from '../telemetry/log.ts'
import type { Tracer } from '../telemetry/span.ts'
import { askedScopes } from './asked-scopes.ts'
import type { Catalog } from './catalog.ts'
import type { ServedState } from './change-feed.ts'
import { deepestDispatch, dispatch, resumeRoute } from './dispatch.ts'
import type { Exchange, Reply } from './exchange.ts'
import { exchangeOfRequest } from './facade/exchange-of-request.ts'
import { responseOfReply } from './facade/response-conversion.ts'
import { failureReply } from './failure-response.ts'
import { handleRequest, serveRoute } from './handle-request.ts'
import type { Journey } from './journey.ts'
import { linkProject, type LinkedProject } from './link-project.ts'
import type { LinkedRoute } from './linked-route.ts'
import type { PluginHost, SystemRoute } from './plugin.ts'
import type { Revocation } from './policy.ts'
import type { ProjectModules } from './project-modules.ts'
import { recordRequest } from './request-record.ts'
import { GatewayContext, type ContextActions } from './request-context.ts'
import { RuntimeExtensions } from './runtime-extensions.ts'
import type { Services } from './services.ts'
import type { Setup } from './setup.ts'
import type { TokenSigner } from './token-signer.ts'
import { healthRoutes, type ReadinessCheck } from './system-routes.ts'
import { traceInbound, traceInnerRoute, traceOutbound, traceRoute, type TraceTerms } from './trace-route.ts'

/** What a gateway is made of. */
export interface GatewayInput {
  readonly project: Project
  readonly catalog: Catalog
  readonly services: Services
  readonly modules: ProjectModules
  /** True while the process drains: `/ready` says so. */
  readonly isDraining?: () => boolean
}

/** A running gateway. */
export interface Gateway {
  /** Serves an exchange to its answer; never rejects. */
  handle(exchange: Exchange): Promise<Reply>
  /** The same for a web Request. */
  fetch(request: Request): Promise<Response>
  /** Tells every policy that tokens were revoked; resolves when none lets them pass any more. */
  revokeTokens(revocation: Revocation): Promise<void>
  readonly project: Project
  readonly routes: readonly LinkedRoute[]
  /** What its routes serve, for connections that an earlier gateway of the process left open. */
  readonly announced: ReadonlyMap<string, ServedState>
  /** Warnings of the link step. */
  readonly diagnostics: readonly Diagnostic[]
  /** Ends what its plugins began, such as sending what was measured; requests may still be served. Never rejects. */
  close(): Promise<void>
}

/** Links a project and starts its plugins; rejects with a ProjectError when something in it is wrong. */
export async function createGateway(given: GatewayInput): Promise<Gateway> {
  const logSinks: LogSink[] = []
  const input = { ...given, services: { ...given.services, log: forkLog(given.services.log, logSinks) } }
  const { project, services } = input
  const linkedByDefinition = new Map<RouteDefinition, LinkedRoute>()
  const provided: ProvidedParts = { tokenSigner: undefined }
  const linked = linkProject({ ...input, setup: createSetup(input, linkedByDefinition, provided) })
  for (const route of linked.routes) linkedByDefinition.set(route.definition, route)
  if (hasErrors(linked.diagnostics)) throw new ProjectError(linked.diagnostics)
  const extensions = await initializeRuntime(input)
  const added: AddedParts = { systemRoutes: [], checks: [], tracers: [], closers: [], logSinks, provided }
  const host = createPluginHost(input, linked, added)
  try {
    for (const plugin of extensions.plugins) await plugin.install(host)
    requireTokenSigner(linked, provided)
  } catch (error) {
    // Nobody gets this gateway, so nobody else could end what its plugins have begun.
    await closeParts(added.closers, services)
    throw error
  }
  const { systemRoutes, checks, tracers, closers } = added
  systemRoutes.push(...healthRoutes([...checks, () => services.storage.problem?.()]))
  // The first check of an identity provider starts reading its keys, so that the first caller need not wait for them.
  for (const check of checks) check()
  const tracer = combineTracers(tracers)
  const served = tracer === undefined ? linked : traceLinked(input, linked)
  for (const route of served.routes) linkedByDefinition.set(route.definition, route)
  const journey = createJourney(input, served, extensions, systemRoutes, tracer)
  return {
    handle: (exchange) => handleRequest(journey, exchange),
    fetch: (request) => serveWebRequest(journey, request),
    revokeTokens: (revocation) => revokeTokens(linked, revocation),
    project,
    routes: linked.routes,
    announced: linked.announced,
    diagnostics: [...linked.diagnostics, ...metadataWarnings(linked, systemRoutes)],
    close: () => closeParts(closers, services),
  }
}

/** What plugins provide to policies, which are linked before them. */
interface ProvidedParts {
  tokenSigner: TokenSigner | undefined
}

function requireTokenSigner({ routes }: LinkedProject, { tokenSigner }: ProvidedParts): void {
  const policy = routes.flatMap(({ inbound }) => inbound).find(({ signsTokens }) => signsTokens)
  if (policy === undefined || tokenSigner !== undefined) return
  throw new ProjectError([
    {
      severity: 'error',
      code: 'SALLYPORT_MODULE_NO_TOKEN_SIGNER',
      message: `The policy "${policy.name}" signs tokens, and no plugin of the project does that.`,
      hint: 'Write runtime.addPlugin(new JwtServicePlugin()) in runtimeInit of the runtime module.',
    },
  ])
}

/** Finds what is wrong in a project without starting anything. */
export function checkProject(input: GatewayInput): readonly Diagnostic[] {
  return inspectProject(input).diagnostics
}

/** Links a project without starting anything, for those who look at what it is made of. */
export function inspectProject(input: GatewayInput): Pick<LinkedProject, 'routes' | 'diagnostics'> {
  return linkProject({ ...input, setup: createSetup(input, new Map(), { tokenSigner: undefined }) })
}

async function revokeTokens({ inbound }: LinkedProject, revocation: Revocation): Promise<void> {
  await Promise.all([...inbound.values()].map(async (policy) => policy.onRevoked?.(revocation)))
}

async function serveWebRequest(journey: Journey, request: Request): Promise<Response> {
  const { publicOrigin } = journey.services
  const origin = publicOrigin.of(request.headers.get('host') ?? new URL(request.url).host)
  const exchange = exchangeOfRequest(
    request,
    origin ?? publicOrigin.canonical,
    journey.services,
    journey.bodyLimit,
  )
  const reply =
    origin === undefined
      ? failureReply('SALLYPORT_REQUEST_HOST_REFUSED', exchange)
      : await handleRequest(journey, exchange)
  return responseOfReply(reply)
}

function createSetup(
  { project, services, modules }: GatewayInput,
  linked: ReadonlyMap<RouteDefinition, LinkedRoute>,
  provided: ProvidedParts,
): Omit<Setup, 'report'> {
  const byReference = new Map(
    project.routes.map((route) => [`${normalizeFile(route.file)}\n${route.operationId ?? ''}`, route]),
  )
  return {
    services,
    environment: project.environment,
    identity: project.identity,
    bodyLimit: project.settings.limits.bodyBytes,
    routes: project.routes,
    findOperation: ({ file, id }) => byReference.get(`${normalizeFile(file)}\n${id}`),
    corsAllowsOrigin: (route, origin) => linked.get(route)?.cors?.allowsOrigin(origin) ?? false,
    accessOf: (route) => linked.get(route)?.handler.access,
    lambdaEventHooks: modules.lambdaEventHooks ?? [],
    tokenSigner: () => provided.tokenSigner,
    findExport: (reference) => modules.exportsOf(reference.module)?.[reference.export],
    dispatch: (route, request, from, context) => {
      const target = linked.get(route)
      if (target === undefined)
        return Promise.reject(new Error('A route was dispatched to before the project was linked.'))
      return dispatch(target, request, from, context)
    },
  }
}

/** `./config/a.oas.json` and `config/a.oas.json` are one file. */
function normalizeFile(file: string): string {
  return file.replace(/^\.\//, '')
}

async function initializeRuntime({ project, modules }: GatewayInput): Promise<RuntimeExtensions> {
  const extensions = new RuntimeExtensions(project.settings.limits.bodyBytes)
  if (project.runtimeModule === undefined) return extensions
  const runtimeInit = modules.exportsOf(project.runtimeModule)?.['runtimeInit']
  if (typeof runtimeInit !== 'function')
    throw runtimeError(
      project,
      'it exports no function `runtimeInit`.',
      'Write: export function runtimeInit(runtime: RuntimeExtensions) { … }',
    )
  try {
    await (runtimeInit as (runtime: RuntimeExtensions) => unknown)(extensions)
    await extensions.settled()
  } catch (error) {
    throw runtimeError(
      project,
      `runtimeInit failed: ${error instanceof Error ? error.message : String(error)}`,
      undefined,
    )
  }
  return extensions
}

function runtimeError(project: Project, message: string, hint: string | undefined): ProjectError {
  const file = `${(project.runtimeModule ?? '').replace(/^\.\//, '')}.ts`
  return new ProjectError([
    {
      severity: 'error',
      code: 'SALLYPORT_MODULE_RUNTIME_INIT',
      file,
      line: 1,
      column: 1,
      message,
      ...(hint === undefined ? {} : { hint }),
    },
  ])
}

/** The project with a span for every part; made only where somebody traces. */
function traceLinked({ project, services }: GatewayInput, linked: LinkedProject): LinkedProject {
  const modules = project.policies.filter(({ handler }) => handler.module !== 'gateway')
  const names = new Set(modules.map(({ name }) => name))
  const terms: TraceTerms = { scope: services.spanScope, isModule: (policy) => names.has(policy) }
  const inbound = [...linked.inbound].map(([name, policy]) => [name, traceInbound(policy, terms)] as const)
  const outbound = [...linked.outbound].map(([name, policy]) => [name, traceOutbound(policy, terms)] as const)
  return {
    ...linked,
    routes: linked.routes.map((route) => traceRoute(route, terms)),
    inbound: new Map(inbound),
    outbound: new Map(outbound),
  }
}

async function closeParts(closers: readonly (() => Promise<void>)[], { log }: Services): Promise<void> {
  const outcomes = await Promise.allSettled(closers.map((close) => close()))
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') log.error('a plugin did not close', { error: String(outcome.reason) })
}

/** What plugins add to a gateway. */
interface AddedParts {
  readonly systemRoutes: SystemRoute[]
  readonly checks: ReadinessCheck[]
  readonly tracers: Tracer[]
  readonly logSinks: LogSink[]
  readonly closers: (() => Promise<void>)[]
  readonly provided: ProvidedParts
}

function createPluginHost(
  { project, services, isDraining }: GatewayInput,
  linked: LinkedProject,
  { systemRoutes, checks, tracers, logSinks, closers, provided }: AddedParts,
): PluginHost {
  const resources = linked.routes.map(({ inbound, handler }) =>
    inbound.flatMap(({ protectedResource: resource }) =>
      resource === undefined ? [] : [{ ...resource, scopes: askedScopes(resource, handler.access) }],
    ),
  )
  const routes = linked.routes.map(({ definition }, index) => {
    const { urlPattern } = definition
    const pattern =
      urlPattern === undefined
        ? compilePathPattern(definition.path)
        : describeUrlPattern(definition.path, urlPattern)
    return {
      path: definition.path,
      method: definition.method,
      protectedResources: resources[index] ?? [],
      isPattern: urlPattern !== undefined,
      matches: (path: string) => matchPath(pattern, path) !== undefined,
    }
  })
  checks.push(...resources.flat().map(({ problem }) => problem))
  checks.push(() => (isDraining?.() === true ? 'The gateway is shutting down.' : undefined))
  return {
    services,
    environment: project.environment,
    routes: () => routes,
    addSystemRoute: (route) => systemRoutes.push(route),
    addReadinessCheck: (name, check) => checks.push(() => prefixed(name, check())),
    provideTokenSigner: (signer) => {
      provided.tokenSigner = signer
    },
    addTracer: (tracer) => tracers.push(tracer),
    addLogSink: (sink) => logSinks.push(sink),
    onClose: (close) => closers.push(close),
  }
}

/** A challenge that names a metadata URL nothing serves leads every client astray, in silence. */
function metadataWarnings(
  { routes }: LinkedProject,
  systemRoutes: readonly SystemRoute[],
): readonly Diagnostic[] {
  return routes.flatMap(({ definition, inbound }) => {
    const announced = inbound.some(({ protectedResource }) => protectedResource?.metadataEnabled === true)
    const path = `/.well-known/oauth-protected-resource${definition.path}`
    if (!announced || systemRoutes.some((route) => route.matches(path))) return []
    const message = `The challenge of ${definition.path} points to ${path}, which nothing serves.`
    const hint =
      'Add new OAuthProtectedResourcePlugin({ authorizationServers: [...], resourceName: "..." }) in runtimeInit of the runtime module.'
    return [{ severity: 'warning', code: 'SALLYPORT_AUTH_METADATA_NOT_SERVED', message, hint } as const]
  })
}

function prefixed(name: string, problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : `${name}: ${problem}`
}

function createJourney(
  input: GatewayInput,
  linked: LinkedProject,
  extensions: RuntimeExtensions,
  systemRoutes: readonly SystemRoute[],
  tracer: Tracer | undefined,
): Journey {
  const { project, services } = input
  const routes = new RouteTable<LinkedRoute>()
  for (const route of linked.routes) {
    const { method, path, urlPattern } = route.definition
    routes.add(method, path, route, urlPattern)
  }
  const journey: Journey = {
    routes,
    systemRoutes,
    extensions,
    services,
    bodyLimit: project.settings.limits.bodyBytes,
    tracer,
    actions: createActions(project, linked, extensions, () => journey),
    record: (exchange, reply, context, startedAt) =>
      recordRequest(services, exchange, reply, context, startedAt),
  }
  return journey
}

function createActions(
  { environment, settings }: Project,
  linked: LinkedProject,
  extensions: RuntimeExtensions,
  journey: () => Journey,
): ContextActions {
  const byDefinition = new Map(linked.routes.map((route) => [route.definition, route]))
  return {
    environment,
    bodyLimit: settings.limits.bodyBytes,
    formatProblem: extensions.formatProblem(),
    invokeInbound: async (name, exchange, context) =>
      namedPolicy(linked.inbound, name).handle(exchange, context),
    invokeOutbound: async (name, reply, exchange, context) =>
      namedPolicy(linked.outbound, name).handle(reply, exchange, context),
    resumeRoute: (policy, exchange, context) => {
      const route = byDefinition.get(context.route)
      return route === undefined ? undefined : resumeRoute(route, policy, exchange, context)
    },
    invokeRoute: async (exchange, context) => {
      if (context.depth >= deepestDispatch) throw new GatewayError('SALLYPORT_DISPATCH_TOO_DEEP')
      const match = journey().routes.match(exchange.method, exchange.path)
      if (match === undefined) return handleRequest(journey(), exchange)
      exchange.params = match.params
      const own = new GatewayContext(
        exchange,
        match.value.definition,
        context.services,
        context.actions,
        context,
      )
      const serve = () => serveRoute(journey(), match.value, exchange, own)
      return context.span === undefined ? serve() : traceInnerRoute(context.span, own, serve)
    },
  }
}

function namedPolicy<P>(policies: ReadonlyMap<string, P>, name: string): P {
  const policy = policies.get(name)
  if (policy === undefined)
    throw new Error(
      `This project has no policy "${name}"; it has: ${[...policies.keys()].join(', ') || 'none'}.`,
    )
  return policy
}
