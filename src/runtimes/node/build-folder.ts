import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { hasErrors, ProjectError, type Diagnostic } from '../../foundation/diagnostic.ts'
import { buildBundle } from '../../project/bundle-modules.ts'
import { bundleFile, manifestFile, type BuildManifest } from '../../project/bundle-modules-built.ts'
import { readProjectFolder } from '../../project/read-project-folder.ts'
import { checkFolder } from './check-folder.ts'
import { moduleInputOf } from './load-project.ts'

/** Where a gateway keeps its state, unless it is told of another place. */
const stateName = '.sallyport'

/** A file of a built project. */
export interface BuiltFile {
  readonly path: string
  readonly bytes: number
}

/** A project that was built. */
export interface BuiltFolder {
  readonly files: readonly BuiltFile[]
  /** Variables the configuration refers to; the place where it runs sets them. */
  readonly variables: readonly string[]
  /** Warnings of the check. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Where a project is built to. */
export interface BuildTarget {
  readonly folder: string
  /** Replaced when it holds a build. */
  readonly out: string
}

/**
 * Checks a project and writes what is needed to serve it, its modules as one file; the same sources give the same bytes.
 * Nothing of `.env` files goes in: the bundle reads variables where it runs.
 */
export async function buildFolder(
  { folder, out }: BuildTarget,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<BuiltFolder> {
  const root = resolve(folder)
  const target = resolve(out)
  await refuseOtherFolder(target, out)
  const { project, diagnostics } = await checkFolder(root, environment)
  if (project === undefined || hasErrors(diagnostics)) throw new ProjectError(diagnostics)
  const { files } = await readProjectFolder(root, environment)
  // The place of the source map, so that errors name files as they would where the project stands.
  const input = moduleInputOf({ folder: root, stateFolder: join(root, stateName) }, project)
  const texts = new Map(files.texts)
  if (input.specifiers.length > 0) {
    const { code, diagnostics: found } = await buildBundle(input)
    if (hasErrors(found)) throw new ProjectError(found)
    texts.set(bundleFile, code)
  }
  const manifest: BuildManifest = {
    format: 1,
    modules: [...input.specifiers],
    modulePaths: [...files.modulePaths],
    runtimeApi: Object.keys(input.runtimeApi).sort(),
  }
  texts.set(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`)
  const sorted = [...texts].sort(([one], [other]) => (one < other ? -1 : 1))
  await replaceFolder(target, sorted)
  return {
    files: sorted.map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) })),
    variables: variablesIn([...files.texts.values()]),
    diagnostics,
  }
}

async function refuseOtherFolder(target: string, out: string): Promise<void> {
  const names = await namesIn(target)
  if (names?.length === 0 || names?.includes(manifestFile)) return
  throw new ProjectError([
    {
      severity: 'error',
      code: 'SALLYPORT_BUILD_FOLDER_TAKEN',
      message: `"${out}" holds something that is no build; it would be removed.`,
      hint: 'Name another folder with --out, or empty this one.',
    },
  ])
}

/** The names in a folder, none where nothing is; undefined for what is no folder. */
async function namesIn(target: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR') return undefined
    throw error
  }
}

/** A build that fails half way leaves the one before it as it was. */
async function replaceFolder(target: string, files: readonly (readonly [string, string])[]): Promise<void> {
  const draft = `${target}.draft`
  await rm(draft, { recursive: true, force: true })
  for (const [path, text] of files) {
    const file = join(draft, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  await keepState(target, draft)
  await rm(target, { recursive: true, force: true })
  await rename(draft, target)
}

/** A gateway that was started from the build before keeps its keys and credentials there. */
async function keepState(target: string, draft: string): Promise<void> {
  try {
    await rename(join(target, stateName), join(draft, stateName))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Given by the gateway itself. */
const ownVariables = new Set(['SALLYPORT_PUBLIC_URL'])

function variablesIn(texts: readonly string[]): readonly string[] {
  const statements = /\$env\(\s*([^)\s]+)\s*\)|\$\{env\.(\w+)\}/g
  const names = texts.flatMap((text) =>
    [...text.matchAll(statements)].map(([, whole, template]) => whole ?? template ?? ''),
  )
  return [...new Set(names)].filter((name) => !ownVariables.has(name)).sort()
}
