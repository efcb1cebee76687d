import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { hasErrors, ProjectError, type Diagnostic } from '../../foundation/diagnostic.ts'
import { buildBundle } from '../../project/bundle-modules.ts'
import {
  bundleFile,
  manifestFile,
  readBuildManifest,
  type BuildManifest,
} from '../../project/bundle-modules-built.ts'
import { readProjectFolder } from '../../project/read-project-folder.ts'
import { checkFolder } from './check-folder.ts'
import { moduleInputOf } from './load-project.ts'

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
  /** Where it holds a build, the files of that are replaced. */
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
  const input = moduleInputOf({ folder: root, stateFolder: join(root, '.sallyport') }, project)
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
    files: [...texts.keys(), manifestFile].sort(),
    runtimeApi: Object.keys(input.runtimeApi).sort(),
  }
  texts.set(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`)
  const sorted = [...texts].sort(([one], [other]) => (one < other ? -1 : 1))
  await replaceBuild(target, sorted)
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

/**
 * A build that fails half way leaves the one before it as it was. What else lies in its folder stays: a gateway that was
 * started from it keeps its keys there, and its audit log.
 */
async function replaceBuild(target: string, files: readonly (readonly [string, string])[]): Promise<void> {
  const draft = `${target}.draft`
  await rm(draft, { recursive: true, force: true })
  for (const [path, text] of files) {
    await mkdir(dirname(join(draft, path)), { recursive: true })
    await writeFile(join(draft, path), text)
  }
  const before = await readBuildManifest(target)
  const paths = new Set(files.map(([path]) => path))
  for (const path of before?.files ?? []) if (!paths.has(path)) await rm(join(target, path), { force: true })
  for (const path of paths) {
    await mkdir(dirname(join(target, path)), { recursive: true })
    await rename(join(draft, path), join(target, path))
  }
  await rm(draft, { recursive: true, force: true })
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
