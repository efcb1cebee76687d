import type { ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import type { AdminGate } from '../../admin-api/admin-gate.ts'
import { compileAdminTable } from '../../admin-api/admin-table.ts'
import { createAdminApi } from '../../admin-api/create-admin-api.ts'
import { hasErrors, ProjectError } from '../../foundation/diagnostic.ts'
import { BackgroundWork } from '../../gateway/background-work.ts'
import type { Catalog } from '../../gateway/catalog.ts'
import { ChangeFeed } from '../../gateway/change-feed.ts'
import { compileProject } from '../../project/compile-project.ts'
import { expandVariables } from '../../project/expand-variables.ts'
import { readProjectFolder } from '../../project/read-project-folder.ts'
import { standardCatalog } from '../../standard-catalog.ts'
import { createLog, type Log } from '../../telemetry/log.ts'
import { openAdmin } from './open-admin.ts'
import { listenHttp, type HttpListener, type RequestListener } from './http-listener.ts'
import { createLogSink } from './log-sink.ts'
import { loadProject, type LoadedProject, type ProjectHost, type ProjectSource } from './load-project.ts'
import { PendingUpgrade } from './pending-upgrade.ts'
import { OpenSockets } from './open-sockets.ts'
import { openState } from './open-state.ts'
import { resolvePublicOrigin } from './public-url.ts'
import { serveRequest, type ServedGeneration } from './serve-request.ts'
import { createStateFolder, stateFolderOf } from './state-folder.ts'
import { compileTrustedProxies } from './trusted-proxies.ts'
import { createUpstreamClient } from './upstream-client.ts'

/** How a project is served. */
export interface ServeOptions {
  /** Project folder. */
  readonly folder: string
  /** Address to listen on; default 127.0.0.1. */
  readonly host: string
  /** Port; 0 takes a free one. */
  readonly port: number
  /** Origin people call the gateway by; default: see `resolvePublicOrigin`. */
  readonly publicUrl: string | undefined
  /** Variables of the process; they win over the project's `.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** `dev` serves the identity file whatever it says. */
  readonly alwaysServeIdentity: boolean
  /** True when the folder is watched and reloaded: clients of MCP servers can listen for changes. */
  readonly reloads?: boolean
  /** Default: JSON lines on standard error. */
  readonly log?: Log
  /** Policies and handlers the project can name; default: the standard catalog. */
  readonly catalog?: Catalog
}

/** A project that is being served. */
export interface ServedProject {
  readonly origin: string
  readonly stateFolder: string
  readonly current: () => LoadedProject
  /** Reads the folder again and serves it from then on; when something is wrong the promise rejects and nothing changes. */
  reload(): Promise<LoadedProject>
  /** Stops accepting, lets requests in flight end, closes everything. */
  close(graceMs?: number): Promise<void>
}

/** Serves a project folder over HTTP. */
export async function serveProject(options: ServeOptions): Promise<ServedProject> {
  const folder = resolve(options.folder)
  // Read first: a folder that is no project must not take the port.
  await readProjectFolder(folder, options.environment)
  const listener = await listenHttp(options)
  try {
    return await serveOn(listener, folder, options)
  } catch (error) {
    await listener.drain(0)
    throw error
  }
}

async function serveOn(
  listener: HttpListener,
  folder: string,
  options: ServeOptions,
): Promise<ServedProject> {
  const stateFolder = stateFolderOf(folder, options.environment)
  await createStateFolder(stateFolder)
  const read = await readProjectFolder(folder, options.environment)
  const publicOrigin = resolvePublicOrigin({
    configured: options.publicUrl ?? read.environment['SALLYPORT_PUBLIC_URL'],
    boundAddress: options.host,
    port: listener.port,
    allowedHosts: read.environment['SALLYPORT_ALLOWED_HOSTS'],
    peekProject: () => compileProject(read.files, read.environment).project,
  })
  const admin = openAdmin(read.environment)
  const storage = await openState(stateFolder, read.environment)
  const upstream = createUpstreamClient()
  const log = options.log ?? createLog(createLogSink())
  const changes = new ChangeFeed(options.reloads ?? false)
  const background = new BackgroundWork()
  const webSockets = new OpenSockets()
  let draining = false
  const host: ProjectHost = {
    folder,
    stateFolder,
    publicOrigin,
    boundAddress: options.host,
    storage,
    upstream,
    log,
    alwaysServeIdentity: options.alwaysServeIdentity,
    isDraining: () => draining,
    changes,
    background,
    catalog: options.catalog ?? standardCatalog,
  }
  const load = async (): Promise<{ loaded: LoadedProject; generation: ServedGeneration }> => {
    const loaded = await loadProject(host, await readSource(folder, options, publicOrigin.canonical))
    return { loaded, generation: generationOf(loaded, publicOrigin, log, admin?.gate) }
  }
  let current: Awaited<ReturnType<typeof load>>
  const release = () => closeInOrder([admin, upstream, storage])
  try {
    current = await load()
    listener.serveWith(
      (...asked) => serveOne(current.generation, webSockets, ...asked),
      current.loaded.project.settings.limits,
    )
    await admin?.announce(stateFolder, options.host, listener.port)
  } catch (error) {
    await release()
    throw error
  }
  return {
    origin: publicOrigin.canonical,
    stateFolder,
    current: () => current.loaded,
    reload: async () => {
      const next = await load()
      const { loaded: previous } = current
      current = next
      changes.publish(next.loaded.gateway.announced)
      await closeLoaded(previous)
      return next.loaded
    },
    close: async (graceMs = 10_000) => {
      draining = true
      changes.end()
      webSockets.close()
      await listener.drain(graceMs)
      await settleBackground(background, log, graceMs)
      await closeLoaded(current.loaded)
      await release()
    },
  }
}

async function closeInOrder(parts: readonly ({ close(): Promise<void> } | undefined)[]): Promise<void> {
  for (const part of parts) await part?.close()
}

function serveOne(
  generation: ServedGeneration,
  webSockets: OpenSockets,
  ...[request, response, upgraded]: Parameters<RequestListener>
): void {
  const { bodyLimit, log } = generation
  const upgrade = upgraded && new PendingUpgrade(webSockets, request, response, upgraded, bodyLimit)
  serveRequest(generation, request, response, upgrade).catch((error: unknown) =>
    abandon(response, error, log),
  )
}

function abandon(response: ServerResponse, error: unknown, log: Log): void {
  log.error('a request broke its connection', {
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  })
  response.destroy()
}

async function settleBackground(background: BackgroundWork, log: Log, graceMs: number): Promise<void> {
  const left = await background.settle(graceMs)
  if (left > 0) log.warn('background work was left unfinished', { promises: left })
}

async function closeLoaded({ gateway, authorizationServers }: LoadedProject): Promise<void> {
  await gateway.close()
  await authorizationServers?.close()
}

async function readSource(folder: string, options: ServeOptions, publicUrl: string): Promise<ProjectSource> {
  const read = await readProjectFolder(folder, options.environment)
  if (hasErrors(read.diagnostics)) throw new ProjectError(read.diagnostics)
  return {
    files: read.files,
    environment: expandVariables(read.environment, { SALLYPORT_PUBLIC_URL: publicUrl }),
  }
}

function generationOf(
  loaded: LoadedProject,
  publicOrigin: ServedGeneration['publicOrigin'],
  log: Log,
  gate: AdminGate | undefined,
): ServedGeneration {
  const { settings } = loaded.project
  return {
    gateway: loaded.gateway,
    publicOrigin,
    proxies: compileTrustedProxies(settings.trustedProxies),
    sideServer: loaded.authorizationServers,
    admin:
      gate === undefined
        ? undefined
        : createAdminApi({ gate, table: compileAdminTable(loaded.adminRoutes), log, now: Date.now }),
    bodyLimit: settings.limits.bodyBytes,
    urlLimit: settings.limits.urlBytes,
    log,
  }
}
