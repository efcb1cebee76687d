import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { ProjectError, type Diagnostic } from '../foundation/diagnostic.ts'

/** Files that a built project has beside its configuration: what it is made of, and its modules as one file. */
export const manifestFile = 'sallyport-build.json'
export const bundleFile = 'modules.mjs'

/** Stands in a built bundle where each load puts its own id. */
export const builtLoad = 'sallyport-load-of-a-build'

function staysInside(path: string): boolean {
  return !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path)
}

const manifestShape = z.object({
  /** Changes when a bundle can no longer be loaded as before. */
  format: z.literal(1),
  /** Specifiers of the modules in the bundle, in their order. */
  modules: z.array(z.string()),
  /** Paths of the modules that the project had. */
  modulePaths: z.array(z.string()),
  /** Files of the build, which the next one replaces; others of the folder are not its own. */
  files: z.array(z.string().refine(staysInside, 'must stay inside of the build')).default([]),
  /** Names the bundle takes from the gateway that loads it. */
  runtimeApi: z.array(z.string()),
})

/** What a built project says of itself. */
export type BuildManifest = z.output<typeof manifestShape>

/** Reads the manifest of a built project; undefined for any other folder. */
export async function readBuildManifest(root: string): Promise<BuildManifest | undefined> {
  const text = await readOptional(join(root, manifestFile))
  if (text === undefined) return undefined
  const manifest = manifestShape.safeParse(parseJson(text))
  if (!manifest.success)
    throw outdated(`"${manifestFile}" is of another version of Sallyport, or was changed.`)
  return manifest.data
}

/** The code of a built project, for one load of it. */
export interface BuiltBundle {
  readonly code: string
  /** Specifiers in the order of the bundle. */
  readonly modules: readonly string[]
}

/**
 * Reads the modules of a built project; undefined for any other folder. A build that lacks a module, or needs something
 * that this gateway does not give, is refused rather than run in part.
 */
export async function readBuiltBundle(
  root: string,
  load: string,
  wanted: { readonly specifiers: readonly string[]; readonly runtimeApi: readonly string[] },
): Promise<BuiltBundle | undefined> {
  const manifest = await readBuildManifest(root)
  if (manifest === undefined) return undefined
  const { modules, runtimeApi } = manifest
  const unbuilt = wanted.specifiers.find((specifier) => !modules.includes(specifier))
  if (unbuilt !== undefined) throw outdated(`The module "${unbuilt}" is not part of this build.`)
  const ungiven = runtimeApi.find((name) => !wanted.runtimeApi.includes(name))
  if (ungiven !== undefined)
    throw outdated(`This build wants "${ungiven}", which this version of Sallyport does not give.`)
  const code = await readOptional(join(root, bundleFile))
  if (code === undefined) throw outdated(`"${bundleFile}" is missing.`)
  return { code: code.replace(builtLoad, load), modules }
}

function outdated(message: string): ProjectError {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'SALLYPORT_BUILD_OUTDATED',
    file: manifestFile,
    message,
    hint: 'Build the project again: sallyport build',
  }
  return new ProjectError([diagnostic])
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readOptional(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined)
}
