import { randomUUID } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { ProjectError } from '../foundation/diagnostic.ts'
import type { Diagnostic } from '../foundation/diagnostic.ts'
import { readBuildManifest } from './bundle-modules-built.ts'
import { identityFiles } from './compile-identity-file.ts'
import { policiesFile } from './compile-policies.ts'
import { settingsFiles } from './compile-settings.ts'
import { toolsFiles } from './tools-files.ts'
import { parseDotenv } from './parse-dotenv.ts'
import { filesReferredTo, mostReferredFiles } from './referred-files.ts'
import { isRouteFileName } from './route-files.ts'
import type { Environment, ProjectFiles } from './files.ts'

/** A project folder as it was read. */
export interface ProjectFolder {
  /** Absolute path. */
  readonly root: string
  readonly files: ProjectFiles
  /** Variables of the `.env` files, then those of the process, which win. */
  readonly environment: Environment
  /** Lines of `.env` files that set nothing. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Later files win over earlier ones. */
const environmentFiles = ['.env.zuplo', '.env.sallyport', '.env']
const moduleFilePattern = /\.(?:[mc]?[jt]sx?|json)$/

/** How much of a project has to be there. */
export interface ReadOptions {
  /** True where the identity file alone is of interest: a folder without routes will do. Default false. */
  readonly withoutRoutes?: boolean
}

/** Reads a project folder; throws a {@link ProjectError} with one diagnostic when the folder is no project. */
export async function readProjectFolder(
  folder: string,
  processEnvironment: Environment,
  { withoutRoutes = false }: ReadOptions = {},
): Promise<ProjectFolder> {
  const root = resolve(folder)
  const routeFiles = await findRouteFiles(root, folder).catch((error: unknown) => {
    if (withoutRoutes && error instanceof ProjectError) return []
    throw error
  })
  const paths = [
    ...routeFiles,
    policiesFile,
    ...toolsFiles,
    ...identityFiles,
    ...settingsFiles.map(([file]) => file),
  ]
  const [texts, modulePaths, dotenv] = await Promise.all([
    readTexts(root, paths),
    readBuildManifest(root).then((built) => built?.modulePaths ?? listModules(root)),
    readEnvironment(root),
  ])
  await addReferredTexts(root, [policiesFile, ...routeFiles], texts)
  return {
    root,
    files: { texts, modulePaths },
    environment: { ...systemVariables(root), ...dotenv.variables, ...processEnvironment },
    diagnostics: dotenv.diagnostics,
  }
}

/** What code of the format reads of the place it runs in; the caution that goes with production is the default. */
function systemVariables(root: string): Record<string, string> {
  return {
    ZUPLO_ENVIRONMENT_TYPE: 'edge',
    ZUPLO_ENVIRONMENT_STAGE: 'production',
    ZUPLO_ENVIRONMENT_NAME: 'production',
    ZUPLO_PROJECT_NAME: basename(root),
    ZUPLO_BUILD_ID: randomUUID(),
  }
}

async function findRouteFiles(root: string, folder: string): Promise<string[]> {
  const status = await stat(root).catch(() => undefined)
  if (status === undefined)
    throw noProject(`There is no folder "${folder}".`, 'Name the folder that holds config/.')
  if (!status.isDirectory()) throw noProject(`"${folder}" is a file.`, 'Name the folder that holds config/.')
  const names = await readdir(join(root, 'config')).catch(() => undefined)
  if (names === undefined) throw await withoutConfig(root, folder)
  const routeFiles = names.filter(isRouteFileName).sort()
  if (routeFiles.length === 0) throw withoutRoutes(names, folder)
  return routeFiles.map((name) => `config/${name}`)
}

async function withoutConfig(root: string, folder: string): Promise<ProjectError> {
  const names = await readdir(root)
  const message = `"${folder}" is no project: it has no folder config/.`
  if (names.some(isRouteFileName)) {
    return noProject(
      message,
      `Its route files belong in config/. Name the folder above "${basename(root)}", or move them.`,
    )
  }
  for (const name of names) {
    const inner = await readdir(join(root, name, 'config')).catch(() => [])
    if (inner.some(isRouteFileName)) {
      return noProject(message, `"${join(folder, name)}" is one; name that.`)
    }
  }
  return noProject(
    message,
    'Name the folder that holds config/, with an OpenAPI document such as config/routes.oas.json in it.',
  )
}

function withoutRoutes(names: readonly string[], folder: string): ProjectError {
  const others = ['policies.json', 'identity.json', 'identity.jsonc', 'tools.json', 'tools.jsonc']
  const likely = names.find((name) => /\.(?:jsonc?|ya?ml)$/.test(name) && !others.includes(name))
  const hint =
    likely === undefined
      ? 'Write the routes as an OpenAPI document in config/routes.oas.json.'
      : `Is "config/${likely}" one? The names of route files end with .oas.json or .oas.yaml.`
  return noProject(`"${folder}" is no project: config/ holds no route file.`, hint)
}

function noProject(message: string, hint: string): ProjectError {
  return new ProjectError([{ severity: 'error', code: 'SALLYPORT_CONFIG_NO_PROJECT', message, hint }])
}

async function readTexts(root: string, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = await Promise.all(paths.map((path) => readOptional(join(root, path))))
  const present = new Map<string, string>()
  paths.forEach((path, index) => {
    const text = texts[index]
    if (text !== undefined) present.set(path, text)
  })
  return present
}

/** Reads the files that configuration refers to, and those that these refer to. */
async function addReferredTexts(
  root: string,
  files: readonly string[],
  texts: Map<string, string>,
): Promise<void> {
  let open: readonly string[] = files
  while (open.length > 0 && texts.size < mostReferredFiles) {
    const referred = open.flatMap((file) => filesReferredTo(texts.get(file) ?? '', file))
    const wanted = [...new Set(referred)].filter((file) => !texts.has(file))
    const found = await readTexts(root, wanted)
    for (const [file, text] of found) texts.set(file, text)
    open = [...found.keys()]
  }
}

async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    const reason = error instanceof Error ? error.message : String(error)
    throw noProject(
      `"${path}" cannot be read: ${reason}.`,
      'Check that it is a file and that this user may read it.',
    )
  }
}

/** Paths under modules/, sorted; packages somebody installed there are not the project's own. */
async function listModules(root: string): Promise<string[]> {
  const paths: string[] = []
  const open = ['modules']
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory() && entry.name !== 'node_modules') open.push(path)
      else if (moduleFilePattern.test(entry.name)) paths.push(path)
    }
  }
  return paths.sort()
}

async function readEnvironment(root: string): Promise<ReturnType<typeof parseDotenv>> {
  const texts = await readTexts(root, environmentFiles)
  const outcomes = [...texts].map(([file, text]) => parseDotenv(file, text))
  return {
    variables: Object.assign({}, ...outcomes.map(({ variables }) => variables)) as Record<string, string>,
    diagnostics: outcomes.flatMap(({ diagnostics }) => diagnostics),
  }
}
