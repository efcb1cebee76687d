import { resolve } from 'node:path'
import { hasErrors, ProjectError, type Diagnostic } from '../../foundation/diagnostic.ts'
import { inspectProject } from '../../gateway/create-gateway.ts'
import type { LinkedRoute } from '../../gateway/linked-route.ts'
import type { ProjectModules } from '../../gateway/project-modules.ts'
import { findContradictions } from '../../identity/find-contradictions.ts'
import { identityFileOf, toIdentityDiagnostics } from '../../project/compile-identity-file.ts'
import { compileProject } from '../../project/compile-project.ts'
import { expandVariables } from '../../project/expand-variables.ts'
import { judgeIdentity } from '../../project/judge-identity.ts'
import type { Project } from '../../project/project.ts'
import { readProjectFolder } from '../../project/read-project-folder.ts'
import { standardCatalog } from '../../standard-catalog.ts'
import { createMemoryStorage } from '../../storage/memory.ts'
import { createLog } from '../../telemetry/log.ts'
import { loadModules } from './load-project.ts'
import { resolvePublicOrigin } from './public-url.ts'
import { createServices, noLocalIssuers } from './services.ts'
import { stateFolderOf } from './state-folder.ts'
import { createUpstreamClient } from './upstream-client.ts'

/** What checking a folder found. */
export interface FolderCheck {
  /** Undefined when it could not be compiled. */
  readonly project: Project | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Routes with their parts; none when something before them is wrong. */
  readonly routes: readonly LinkedRoute[]
}

const defaultPort = 9000

/** Reads, compiles and links a project folder; no socket is opened and nothing is served. */
export async function checkFolder(
  folder: string,
  processEnvironment: Readonly<Record<string, string | undefined>>,
): Promise<FolderCheck> {
  const root = resolve(folder)
  const read = await readProjectFolder(root, processEnvironment)
  const publicUrl =
    read.environment['SALLYPORT_PUBLIC_URL'] ?? `http://127.0.0.1:${read.environment['PORT'] ?? defaultPort}`
  const compiled = compileProject(
    read.files,
    expandVariables(read.environment, { SALLYPORT_PUBLIC_URL: publicUrl }),
  )
  const found = [...read.diagnostics, ...compiled.diagnostics]
  if (compiled.project === undefined || hasErrors(found))
    return { project: compiled.project, diagnostics: found, routes: [] }
  const linked = await linkFolder(root, compiled.project, publicUrl, processEnvironment)
  const identity = contradictionsOf(compiled.project, identityFileOf(read.files), publicUrl)
  return {
    project: compiled.project,
    diagnostics: [...found, ...identity, ...linked.diagnostics],
    routes: linked.routes,
  }
}

/** What the identity file says against itself and against the rest of the project. */
function contradictionsOf(
  project: Project,
  file: string | undefined,
  publicUrl: string,
): readonly Diagnostic[] {
  const { identity } = project
  if (identity === undefined || file === undefined) return []
  const problems = [...findContradictions(identity), ...judgeIdentity(identity, project, publicUrl)]
  return toIdentityDiagnostics(problems, file, project.locate)
}

async function linkFolder(
  folder: string,
  project: Project,
  publicUrl: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Pick<FolderCheck, 'diagnostics' | 'routes'>> {
  const upstream = createUpstreamClient()
  try {
    const modules = await loadAnyModules(folder, project, environment)
    const services = createServices({
      log: createLog({ level: 'error', write: () => undefined }),
      storage: createMemoryStorage(),
      upstream,
      upstreamTimeoutMs: project.settings.limits.upstreamMs,
      publicOrigin: resolvePublicOrigin({
        configured: publicUrl,
        boundAddress: '0.0.0.0',
        port: 0,
        peekProject: () => project,
      }),
      localIssuers: noLocalIssuers,
    })
    const inspected = inspectProject({ project, catalog: standardCatalog, services, modules })
    const diagnostics = [...modules.diagnostics, ...inspected.diagnostics]
    return { routes: hasErrors(modules.diagnostics) ? [] : inspected.routes, diagnostics }
  } catch (error) {
    if (error instanceof ProjectError) return { routes: [], diagnostics: error.diagnostics }
    throw error
  } finally {
    await upstream.close()
  }
}

/** Stands for modules that could not be built: whatever is asked of them is a function, so that only the cause is told. */
const unbuilt: ProjectModules = { exportsOf: () => new Proxy({}, { get: () => () => undefined }) }

/** Modules that cannot be built are told of together with what else is wrong, so that a person mends all of it at once. */
async function loadAnyModules(
  folder: string,
  project: Project,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ProjectModules & { readonly diagnostics: readonly Diagnostic[] }> {
  try {
    return await loadModules({ folder, stateFolder: stateFolderOf(folder, environment) }, project)
  } catch (error) {
    if (error instanceof ProjectError) return { ...unbuilt, diagnostics: error.diagnostics }
    throw error
  }
}
