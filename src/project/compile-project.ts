import type { Diagnostic } from '../foundation/diagnostic.ts'
import { hasErrors } from '../foundation/diagnostic.ts'
import { compileIdentity } from '../identity/compile-identity.ts'
import type { Identity } from '../identity/identity.ts'
import { createCompilation } from './compilation.ts'
import type { Compilation } from './compilation.ts'
import { compileCorsPolicies } from './compile-cors-policies.ts'
import { compilePolicies, compilePoliciesFile } from './compile-policies.ts'
import { compileRoutes, routeFilesOf } from './compile-routes.ts'
import { compileSettings } from './compile-settings.ts'
import { compileToolsFile } from './compile-tools-file.ts'
import { curateRoutes } from './curate-routes.ts'
import { namePairs } from './name-pairs.ts'
import type { Place, Project } from './project.ts'
import type { Environment, ProjectFiles } from './files.ts'
import { resolveEnvironment } from './resolve-environment.ts'
import { moduleFile } from './resolve-imports.ts'

/** A compiled project, unless a diagnostic is an error. */
export interface ProjectOutcome {
  readonly project: Project | undefined
  /** By file, line and column. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Compiles the files of a project to plain data. Every mistake that needs no policy, handler or module code is found here. */
export function compileProject(files: ProjectFiles, environment: Environment): ProjectOutcome {
  const compilation = createCompilation(files, environment)
  const settings = compileSettings(compilation)
  const policiesFile = compilePoliciesFile(compilation)
  const policies = compilePolicies(policiesFile, compilation)
  const corsPolicies = compileCorsPolicies(policiesFile, compilation)
  const parts = { settings, policies, corsPolicies: corsPolicies.names }
  const tools = compileToolsFile(parts, routeFilesOf(compilation), compilation)
  const routes = curateRoutes(compileRoutes(parts, compilation, tools.defaultsOf), tools, compilation)
  const identity = compileIdentityFile(compilation)
  const runtimeModule = findRuntimeModule(compilation)
  const diagnostics = compilation.diagnostics.sort(byPosition)
  if (hasErrors(diagnostics)) return { project: undefined, diagnostics }
  const project: Project = {
    settings,
    routes,
    policies: [...policies.declarations.values()],
    corsPolicies: corsPolicies.declarations,
    routeFiles: routeFilesOf(compilation).map((file) => `./${file}`),
    identity,
    environment,
    runtimeModule,
    modules: [...compilation.modules],
    locate: compilation.locate,
  }
  return { project, diagnostics }
}

/** Files that may declare the identity; the first is the usual one. */
export const identityFiles = ['config/identity.jsonc', 'config/identity.json'] as const

function compileIdentityFile(compilation: Compilation): Identity | undefined {
  const present = identityFiles.filter((file) => compilation.files.texts.has(file))
  const [file, second] = present
  if (file === undefined) return undefined
  if (second !== undefined) {
    compilation.report(
      { file: second, path: [] },
      {
        code: 'SALLYPORT_CONFIG_BOTH_NAMES',
        message: `"${second}" and "${file}" are two spellings of one file.`,
        hint: `Move what "${second}" says to "${file}".`,
      },
    )
  }
  const document = compilation.document(file)
  if (document === undefined) return undefined
  const place: Place = { file, path: [] }
  const errorsBefore = compilation.diagnostics.length
  // Secrets and passwords that nobody set are generated at the first start.
  const mayBeUnset = (path: readonly (string | number)[]) =>
    ['secret', 'password'].includes(String(path.at(-1)))
  const value = resolveEnvironment(document.value, place, compilation, { mayBeUnset })
  // A value that went away with its variable would be reported once more as missing.
  if (hasErrors(compilation.diagnostics.slice(errorsBefore))) return undefined
  const { identity, problems } = compileIdentity(value)
  compilation.reportShape(place, problems)
  return identity
}

function findRuntimeModule(compilation: Compilation): string | undefined {
  const { modulePaths } = compilation.files
  const present = namePairs.runtimeModule.filter(
    (specifier) => moduleFile(specifier, modulePaths) !== undefined,
  )
  for (const specifier of present) {
    const file = moduleFile(specifier, modulePaths) ?? specifier
    compilation.pairs.use('runtimeModule', specifier, { file, path: [] })
    compilation.modules.add(specifier)
  }
  return present[0]
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
  return (
    compareTexts(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0)
  )
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
