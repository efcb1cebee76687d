import { randomUUID } from 'node:crypto'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildFailure, Plugin } from 'esbuild'
import type { Diagnostic } from '../foundation/diagnostic.ts'
import { builtLoad, readBuiltBundle } from './bundle-modules-built.ts'
import { removeOldBundles, writeBundle } from './bundle-modules-store.ts'
import { describeBuildMessage } from './describe-build-message.ts'
import {
  entryBanner,
  entrySource,
  gatewayModuleSource,
  gatewayNamespace,
  globalsModuleSource,
  runtimeSymbol,
  usesGlobal,
} from './gateway-module-source.ts'

/** What to bundle, and what the code finds when it runs. */
export interface ModuleInput {
  /** The project folder, absolute. */
  readonly root: string
  /** Modules to load, such as `./modules/hello`; {@link Project.modules}. */
  readonly specifiers: readonly string[]
  /** Folder for what the gateway keeps; bundles go to `modules/` in it. */
  readonly stateFolder: string
  /** What the code may import from `@zuplo/runtime` and `sallyport`. */
  readonly runtimeApi: Readonly<Record<string, unknown>>
  /** What takes the place of globals in the code, such as `Request` and `fetch`. */
  readonly globals: Readonly<Record<string, unknown>>
}

/** The loaded modules of a project. */
export interface LoadedModules {
  /** Exports of a module by specifier, without inherited names; undefined when it was not loaded. */
  exportsOf(specifier: string): Readonly<Record<string, unknown>> | undefined
  /** Absolute paths of the project's files that went into the bundle, to watch; none when the build failed. */
  readonly inputs: readonly string[]
  /** Names of the replaced globals that the code uses. */
  readonly usedGlobals: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The code of the modules of a project as one file. */
export interface Bundle {
  readonly code: string
  readonly inputs: readonly string[]
  readonly usedGlobals: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Bundles the modules of a project and loads them; what is wrong with their code comes back as diagnostics. */
export async function bundleModules(input: ModuleInput): Promise<LoadedModules> {
  if (input.specifiers.length === 0) return loaded({}, [], { inputs: [], usedGlobals: [], diagnostics: [] })
  const load = randomUUID()
  const { specifiers, runtimeApi, root } = input
  const built = await readBuiltBundle(root, load, { specifiers, runtimeApi: Object.keys(runtimeApi) })
  const bundle = built === undefined ? await bundleCode(load, input) : loadedAsBuilt(built.code, input)
  if (bundle.diagnostics.some(({ severity }) => severity === 'error')) return loaded({}, [], bundle)
  const file = await writeBundle(join(input.stateFolder, 'modules'), bundle.code)
  try {
    return loaded(await importBundle(file, load, input), built?.modules ?? specifiers, bundle)
  } catch (error) {
    return loaded({}, [], {
      ...bundle,
      diagnostics: [...bundle.diagnostics, describeLoadFailure(error, root)],
    })
  } finally {
    await removeOldBundles(file)
  }
}

/** Bundles the modules of a project to be loaded elsewhere; the same sources give the same code. */
export async function buildBundle(input: ModuleInput): Promise<Bundle> {
  return bundleCode(builtLoad, input)
}

function loadedAsBuilt(code: string, { globals }: ModuleInput): Bundle {
  const usedGlobals = Object.keys(globals).filter((name) => usesGlobal(code, name))
  return { code, inputs: [], usedGlobals, diagnostics: [] }
}

function loaded(
  namespaces: Readonly<Record<string, unknown>>,
  specifiers: readonly string[],
  { inputs, usedGlobals, diagnostics }: Omit<Bundle, 'code'>,
): LoadedModules {
  const bySpecifier = new Map(
    specifiers.map((specifier, index) => [specifier, exportsIn(namespaces[`module${index}`])]),
  )
  return {
    exportsOf: (specifier) => bySpecifier.get(specifier),
    inputs,
    usedGlobals,
    diagnostics,
  }
}

function exportsIn(namespace: unknown): Readonly<Record<string, unknown>> {
  return Object.create(null, Object.getOwnPropertyDescriptors(namespace ?? {})) as Readonly<
    Record<string, unknown>
  >
}

/** Endings a module may leave out where it is named, as the reader of the project folder takes them. */
const moduleEndings = ['.tsx', '.ts', '.mts', '.cts', '.jsx', '.js', '.mjs', '.cjs', '.json']

/** Packages in CommonJS that are bundled into a module still ask for `require`, `__filename` and `__dirname`. */
const commonJsBanner = [
  "import { createRequire as sallyportCreateRequire } from 'node:module';",
  "import { fileURLToPath as sallyportFileUrlToPath } from 'node:url';",
  'var require = sallyportCreateRequire(import.meta.url);',
  'var __filename = sallyportFileUrlToPath(import.meta.url), __dirname = sallyportFileUrlToPath(new URL(".", import.meta.url));',
].join(' ')

async function bundleCode(load: string, input: ModuleInput): Promise<Bundle> {
  const { root, specifiers, stateFolder, runtimeApi, globals } = input
  const names = Object.keys(runtimeApi)
  // A built project never needs it.
  const { build } = await import('esbuild')
  try {
    const result = await build({
      stdin: { contents: entrySource(specifiers), resolveDir: root, sourcefile: 'sallyport-entry.js' },
      absWorkingDir: root,
      outfile: join(resolve(stateFolder), 'modules', 'bundle.mjs'),
      write: false,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      resolveExtensions: moduleEndings,
      sourcemap: 'inline',
      metafile: true,
      logLevel: 'silent',
      banner: { js: `${entryBanner(load)} ${commonJsBanner}` },
      inject: ['sallyport:globals'],
      plugins: [gatewayPlugin(gatewayModuleSource(names), globalsModuleSource(Object.keys(globals)))],
    })
    const code = result.outputFiles[0]?.text ?? ''
    return {
      code,
      usedGlobals: Object.keys(globals).filter((name) => usesGlobal(code, name)),
      inputs: Object.keys(result.metafile.inputs)
        .filter(isProjectFile)
        .map((path) => resolve(root, path)),
      diagnostics: result.warnings.map((message) => describeBuildMessage(message, 'warning', names)),
    }
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    return {
      code: '',
      inputs: [],
      usedGlobals: [],
      diagnostics: error.errors.map((message) => describeBuildMessage(message, 'error', names)),
    }
  }
}

function gatewayPlugin(gatewaySource: string, globalsSource: string): Plugin {
  return {
    name: 'sallyport',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(?:sallyport|@zuplo\/runtime(?:\/.*)?|@zuplo\/graphql)$/ }, () => ({
        path: 'exports',
        namespace: gatewayNamespace,
      }))
      onLoad({ filter: /.*/, namespace: gatewayNamespace }, () => ({ contents: gatewaySource }))
      onResolve({ filter: /^sallyport:globals$/ }, () => ({
        path: 'globals',
        namespace: 'sallyport-globals',
      }))
      onLoad({ filter: /.*/, namespace: 'sallyport-globals' }, () => ({ contents: globalsSource }))
    },
  }
}

function isProjectFile(path: string): boolean {
  return !/^sallyport-(?:gateway|globals):|^sallyport-entry\.js$|(?:^|\/)node_modules\//.test(path)
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}

/** How long the code of modules outside their functions may take, milliseconds. */
const longestLoadMs = 15_000

async function importBundle(
  file: string,
  load: string,
  { runtimeApi, globals }: ModuleInput,
): Promise<Readonly<Record<string, unknown>>> {
  // Stack traces then name the project's own files; only errors whose stack somebody reads pay for it.
  process.setSourceMapsEnabled(true)
  const registry = runtimeRegistry()
  registry.set(load, { runtimeApi, globals })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const complain = () =>
      reject(new Error(`The modules did not finish loading within ${longestLoadMs / 1000} s`))
    timer = setTimeout(complain, longestLoadMs)
  })
  try {
    return (await Promise.race([import(pathToFileURL(file).href), late])) as Readonly<Record<string, unknown>>
  } finally {
    clearTimeout(timer)
    registry.delete(load)
  }
}

type Registry = Map<string, Pick<ModuleInput, 'runtimeApi' | 'globals'>>

function runtimeRegistry(): Registry {
  const holder = globalThis as { [key: symbol]: Registry | undefined }
  return (holder[Symbol.for(runtimeSymbol)] ??= new Map() as Registry)
}

function describeLoadFailure(error: unknown, root: string): Diagnostic {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const place = firstPlaceInside(stack, root)
  return {
    severity: 'error',
    code: 'SALLYPORT_MODULE_LOAD_FAILED',
    ...place,
    message: `A module failed while it was loaded: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'Code outside functions runs at the start; move what may fail or wait into a function.',
  }
}

function firstPlaceInside(stack: string, root: string) {
  for (const [, path, line, column] of stack.matchAll(
    /(?:file:\/\/)?(\/[^\s()?]+|[A-Za-z]:\\[^\s()?]+?):(\d+):(\d+)/g,
  )) {
    const file = relative(root, path ?? '')
    if (!file.startsWith('..') && !file.includes('node_modules') && !file.endsWith('.mjs')) {
      return { file: file.replaceAll('\\', '/'), line: Number(line), column: Number(column) }
    }
  }
  return {}
}
