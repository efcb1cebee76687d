import { hasErrors, ProjectError, type Diagnostic } from '../../foundation/diagnostic.ts'
import type { PublicOrigin } from '../../foundation/http/public-origin.ts'
import type { AdminRoute } from '../../gateway/admin-route.ts'
import type { BackgroundWork } from '../../gateway/background-work.ts'
import type { Catalog } from '../../gateway/catalog.ts'
import type { ChangeFeed } from '../../gateway/change-feed.ts'
import { createGateway, type Gateway } from '../../gateway/create-gateway.ts'
import { toPlatformRequest } from '../../gateway/facade/gateway-request.ts'
import type { SendingAwsLambdaEventHook } from '../../gateway/project-modules.ts'
import type { Services, UpstreamClient } from '../../gateway/services.ts'
import type { Identity } from '../../identity/identity.ts'
import {
  createAuthorizationServers,
  type AuthorizationServers,
} from '../../oauth/authorization-server/create-authorization-servers.ts'
import { ensureCredentials, type Credentials } from '../../oauth/authorization-server/credentials.ts'
import { bundleModules, type LoadedModules, type ModuleInput } from '../../project/bundle-modules.ts'
import { compileProject } from '../../project/compile-project.ts'
import type { Project } from '../../project/project.ts'
import type { ProjectFiles } from '../../project/files.ts'
import { createRuntimeApi, type RuntimeHost } from '../../runtime-api/create-runtime-api.ts'
import { createResponseCaches, type CacheServices } from '../../runtime-api/response-cache.ts'
import { standardCatalog } from '../../standard-catalog.ts'
import type { Storage } from '../../storage/storage.ts'
import { createLog, type Log } from '../../telemetry/log.ts'
import { createAdminRoutes } from './admin-routes.ts'
import { refuseGeneratedSecretsInTheOpen } from './generated-secrets.ts'
import { createModuleConsole } from './module-console.ts'
import { createServices, noLocalIssuers } from './services.ts'
import { createStateFolder } from './state-folder.ts'

/** What stays the same while a project is loaded again and again. */
export interface ProjectHost {
  readonly folder: string
  readonly stateFolder: string
  readonly publicOrigin: PublicOrigin
  readonly boundAddress: string
  readonly storage: Storage
  readonly upstream: UpstreamClient
  readonly log: Log
  /** `dev` serves the identity file always, `start` only when the file says `"serve": true`. */
  readonly alwaysServeIdentity: boolean
  readonly isDraining: () => boolean
  /** Tells open connections of the next generation. */
  readonly changes?: ChangeFeed
  /** What goes on after the answers, for whoever stops the process. */
  readonly background?: BackgroundWork
  /** The policies and handlers that the project can name. */
  readonly catalog: Catalog
}

/** A project that was read, compiled, linked and is ready to serve. */
export interface LoadedProject {
  readonly project: Project
  readonly gateway: Gateway
  readonly authorizationServers: AuthorizationServers | undefined
  readonly credentials: Credentials | undefined
  /** What the admin API serves. */
  readonly adminRoutes: readonly AdminRoute[]
  /** Warnings; errors reject the load. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The files and variables of a project, as they were read. */
export interface ProjectSource {
  readonly files: ProjectFiles
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Makes a gateway of a project folder; rejects with a ProjectError that names every mistake found. */
export async function loadProject(host: ProjectHost, source: ProjectSource): Promise<LoadedProject> {
  const compiled = compileProject(source.files, source.environment)
  if (compiled.project === undefined) throw new ProjectError(compiled.diagnostics)
  const { project } = compiled
  const started: Started = { lambdaEventHooks: [] }
  const bundle = await loadModules(host, project, runtimeHostOf(started))
  const identity =
    project.identity !== undefined && (host.alwaysServeIdentity || project.identity.serve)
      ? project.identity
      : undefined
  const embedded = identity === undefined ? undefined : await serveIdentity(host, identity, started)
  const services = servicesOf(host, project, embedded?.servers)
  started.services = services
  const gateway = await createGateway({
    project,
    catalog: host.catalog,
    services,
    modules: {
      exportsOf: (specifier) => bundle.exportsOf(specifier),
      lambdaEventHooks: started.lambdaEventHooks,
    },
    isDraining: host.isDraining,
  })
  started.gateway = gateway
  const diagnostics = [...compiled.diagnostics, ...bundle.diagnostics, ...gateway.diagnostics]
  return {
    project,
    gateway,
    authorizationServers: embedded?.servers,
    credentials: embedded?.credentials,
    adminRoutes: createAdminRoutes({
      catalog: host.catalog,
      services,
      revokeTokens: (revocation) => gateway.revokeTokens(revocation),
      authorizationServers:
        embedded === undefined || identity === undefined
          ? undefined
          : {
              identity,
              rotateKeys: (id) => embedded.servers.rotateKeys(id),
              issuersOf: (id) => embedded.servers.spellingsOf(embedded.servers.issuerOf(id)),
            },
    }),
    diagnostics,
  }
}

/** Bundles and imports the modules a project refers to; a module that cannot be built rejects with its place. */
export async function loadModules(
  host: Pick<ProjectHost, 'folder' | 'stateFolder'> & Partial<Pick<ProjectHost, 'catalog' | 'log'>>,
  project: Project,
  runtimeHost?: RuntimeHost,
): Promise<LoadedModules> {
  await createStateFolder(host.stateFolder)
  const printer = createModuleConsole(host.log ?? silentLog)
  const bundle = await bundleModules(moduleInputOf(host, project, runtimeHost, printer.console))
  if (hasErrors(bundle.diagnostics)) throw new ProjectError(bundle.diagnostics)
  // Following costs a little at each call, and most modules print nothing.
  return bundle.usedGlobals.includes('console') ? { ...bundle, ...printer.follow(bundle) } : bundle
}

/** What the modules of a project are bundled with. */
export function moduleInputOf(
  host: Pick<ProjectHost, 'folder' | 'stateFolder'> & Partial<Pick<ProjectHost, 'catalog'>>,
  project: Project,
  runtimeHost?: RuntimeHost,
  moduleConsole: unknown = createModuleConsole(silentLog).console,
): ModuleInput {
  return {
    root: host.folder,
    specifiers: project.modules,
    stateFolder: host.stateFolder,
    runtimeApi: createRuntimeApi(project.environment, runtimeHost, host.catalog ?? standardCatalog),
    globals: {
      Request: FacadeAwareRequest,
      fetch: facadeAwareFetch,
      console: moduleConsole,
      caches: createResponseCaches(() => servicesFor(runtimeHost)),
    },
  }
}

/** For those who link a project and serve nothing. */
const silentLog = createLog({ level: 'error', write: () => undefined })

/** What there is of a gateway so far; modules are loaded before the gateway that they are part of. */
interface Started {
  readonly lambdaEventHooks: SendingAwsLambdaEventHook[]
  gateway?: Gateway
  services?: Services
}

function servicesFor(host: RuntimeHost | undefined): CacheServices {
  const services = host?.services?.()
  if (services === undefined)
    throw new Error('caches works once the gateway serves, not while its modules are loaded.')
  return services
}

function runtimeHostOf(started: Readonly<Started>): RuntimeHost {
  return {
    addLambdaEventHook: (hook) => void started.lambdaEventHooks.push(hook),
    services: () => started.services,
    revokeTokens: async (revocation) => {
      if (started.gateway === undefined)
        throw new Error('revokeTokens works once the gateway serves, not while its modules are loaded.')
      await started.gateway.revokeTokens(revocation)
    },
  }
}

/** What modules get as `Request`: the platform's, which also takes the gateway's own request objects. */
class FacadeAwareRequest extends Request {
  constructor(input: string | URL | Request, init?: RequestInit) {
    super(toPlatformRequest(input), init)
  }

  // A Request is a Request, whichever class made it.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Request
  }
}

const facadeAwareFetch: typeof fetch = (input, init) => fetch(toPlatformRequest(input), init)

async function serveIdentity(
  host: ProjectHost,
  identity: Identity,
  started: { readonly gateway?: Gateway },
): Promise<{ servers: AuthorizationServers; credentials: Credentials }> {
  const credentials = await ensureCredentials({ identity, storage: host.storage, folder: host.stateFolder })
  const { boundAddress, publicOrigin } = host
  refuseGeneratedSecretsInTheOpen(credentials, { boundAddress, publicUrl: publicOrigin.canonical })
  const servers = await createAuthorizationServers({
    identity,
    storage: host.storage,
    publicOrigin,
    log: host.log,
    credentials,
    onRevoked: async (issuers) => {
      await Promise.all(issuers.map(async (issuer) => started.gateway?.revokeTokens({ issuer })))
    },
  })
  return { servers, credentials }
}

function servicesOf(
  host: ProjectHost,
  project: Project,
  servers: AuthorizationServers | undefined,
): Services {
  return createServices({
    log: host.log,
    storage: host.storage,
    upstream: host.upstream,
    upstreamTimeoutMs: project.settings.limits.upstreamMs,
    publicOrigin: host.publicOrigin,
    localIssuers: servers ?? noLocalIssuers,
    ...(host.changes === undefined ? {} : { changes: host.changes }),
    ...(host.background === undefined ? {} : { background: host.background }),
  })
}
