import { compileAdminTable } from '../../admin-api/admin-table.ts'
import { ProjectError } from '../../foundation/diagnostic.ts'
import { inspectProject } from '../../gateway/create-gateway.ts'
import type { AdminServices } from '../../gateway/admin-route.ts'
import type { Services, UpstreamClient } from '../../gateway/services.ts'
import { ensureSigningKeys } from '../../oauth/authorization-server/signing-keys.ts'
import { compileProject } from '../../project/compile-project.ts'
import { expandVariables } from '../../project/expand-variables.ts'
import { readProjectFolder } from '../../project/read-project-folder.ts'
import type { Project } from '../../project/project.ts'
import { standardCatalog } from '../../standard-catalog.ts'
import type { Storage } from '../../storage/storage.ts'
import { createLog } from '../../telemetry/log.ts'
import { createAdminRoutes } from './admin-routes.ts'
import { loadModules } from './load-project.ts'
import { openState } from './open-state.ts'
import { resolvePublicOrigin } from './public-url.ts'
import { createServices, noLocalIssuers } from './services.ts'
import { createStateFolder, stateFolderOf } from './state-folder.ts'
import { parseStateUrl } from './state-url.ts'
import { createUpstreamClient } from './upstream-client.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** A project whose gateway does not run, with its state open. */
export interface IdleProject {
  /** Calls an admin route in this process. */
  call(method: string, path: string, input: Readonly<Record<string, unknown>>): Promise<unknown>
  close(): Promise<void>
}

/** Said when there is no state to work on; the command line prints it as it is. */
export class NoStateError extends Error {
  override readonly name = 'NoStateError'
}

const defaultPort = 9000

/** Opens the state of a project that no gateway serves; rejects when another process holds it. */
export async function openIdleProject(folder: string, variables: Variables): Promise<IdleProject> {
  const read = await readProjectFolder(folder, variables)
  const publicUrl =
    read.environment['SALLYPORT_PUBLIC_URL'] ?? `http://127.0.0.1:${read.environment['PORT'] ?? defaultPort}`
  const environment = expandVariables(read.environment, { SALLYPORT_PUBLIC_URL: publicUrl })
  const { project, diagnostics } = compileProject(read.files, environment)
  if (project === undefined) throw new ProjectError(diagnostics)
  if (parseStateUrl(environment['SALLYPORT_STATE_URL']).kind === 'memory')
    throw new NoStateError(
      'The state is in the memory of a gateway, and none runs: there is nothing to work on.',
    )
  const stateFolder = stateFolderOf(folder, variables)
  await createStateFolder(stateFolder)
  const storage = await openState(stateFolder, environment)
  const upstream = createUpstreamClient()
  const services = servicesOf(project, storage, upstream)
  /** Policies know how the tokens they accept are revoked; they are linked only when somebody asks for that. */
  const revokeTokens: AdminServices['revokeTokens'] = async (revocation) => {
    const modules = await loadModules({ folder, stateFolder }, project)
    const { routes } = inspectProject({ project, catalog: standardCatalog, services, modules })
    const policies = new Set(routes.flatMap(({ inbound }) => inbound))
    await Promise.all([...policies].map(async (policy) => policy.onRevoked?.(revocation)))
  }
  const { identity } = project
  const routes = createAdminRoutes({
    catalog: standardCatalog,
    services,
    revokeTokens,
    authorizationServers:
      identity === undefined
        ? undefined
        : {
            identity,
            rotateKeys: async (id) => (await ensureSigningKeys(storage, id)).rotate(),
            issuersOf: (id) => services.publicOrigin.spellings.map((origin) => `${origin}/oauth2/${id}`),
          },
  })
  const table = compileAdminTable(routes)
  return {
    call: (method, path, input) => table.call({ method, path, readInput: () => Promise.resolve(input) }),
    close: async () => {
      await upstream.close()
      await storage.close()
    },
  }
}

function servicesOf(project: Project, storage: Storage, upstream: UpstreamClient): Services {
  return createServices({
    log: createLog({ level: 'error', write: () => undefined }),
    storage,
    upstream,
    upstreamTimeoutMs: project.settings.limits.upstreamMs,
    publicOrigin: resolvePublicOrigin({
      configured: project.environment['SALLYPORT_PUBLIC_URL'],
      boundAddress: '127.0.0.1',
      port: defaultPort,
      peekProject: () => project,
    }),
    localIssuers: noLocalIssuers,
  })
}
