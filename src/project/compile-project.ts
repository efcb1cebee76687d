import type { Diagnostic } from '../foundation/diagnostic.ts'
import { hasErrors } from '../foundation/diagnostic.ts'
import { createCompilation } from './compilation.ts'
import type { Compilation } from './compilation.ts'
import { compileCorsPolicies } from './compile-cors-policies.ts'
import { compileIdentityFile } from './compile-identity-file.ts'
import { compilePolicies, compilePoliciesFile } from './compile-policies.ts'
import { compileRoutes, routeFilesOf } from './compile-routes.ts'
import { compileSettings } from './compile-settings.ts'
import { compileToolsFile } from './compile-tools-file.ts'
import { curateRoutes } from './curate-routes.ts'
import { expandComposites } from './expand-composites.ts'
import { namePairs } from './name-pairs.ts'
import type { Project } from './project.ts'
import type { Environment, ProjectFiles } from './files.ts'
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
  const curated = curateRoutes(compileRoutes(parts, compilation, tools.defaultsOf), tools, compilation)
  const routes = expandComposites(curated, policies, compilation)
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
