import { hasErrors, type Diagnostic } from '../foundation/diagnostic.ts'
import type { ShapeProblem } from '../foundation/json/shape.ts'
import { compileIdentity } from '../identity/compile-identity.ts'
import { findContradictions } from '../identity/find-contradictions.ts'
import type { Identity } from '../identity/identity.ts'
import { createCompilation, type Compilation } from './compilation.ts'
import type { Environment, ProjectFiles } from './files.ts'
import type { Place } from './project.ts'
import { resolveEnvironment } from './resolve-environment.ts'

/** Files that may declare the identity; the first is the usual one. */
export const identityFiles = ['config/identity.jsonc', 'config/identity.json'] as const

/** Compiles the identity file of a project; undefined when it has none, or a broken one. */
export function compileIdentityFile(compilation: Compilation): Identity | undefined {
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

/** An identity file by itself, whatever the rest of the project is like. */
export interface LoneIdentity {
  readonly identity: Identity | undefined
  /** The file it stands in; undefined when the project has none. */
  readonly file: string | undefined
  /** Mistakes, and what two of its settings say against each other. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Compiles the identity file alone: whoever provisions it may not have routes that work yet. */
export function compileLoneIdentity(files: ProjectFiles, environment: Environment): LoneIdentity {
  const compilation = createCompilation(files, environment)
  const identity = compileIdentityFile(compilation)
  const file = identityFileOf(files)
  if (identity !== undefined && file !== undefined)
    compilation.reportShape({ file, path: [] }, findContradictions(identity))
  return { identity, file, diagnostics: compilation.diagnostics }
}

/** The identity file a project has. */
export function identityFileOf(files: ProjectFiles): string | undefined {
  return identityFiles.find((file) => files.texts.has(file))
}

/** Problems of an identity file as diagnostics, with their places. */
export function toIdentityDiagnostics(
  problems: readonly ShapeProblem[],
  file: string,
  locate: Compilation['locate'],
): readonly Diagnostic[] {
  return problems.map(({ path, atKey, ...problem }) => ({
    ...problem,
    ...locate({ file, path }, { atKey: atKey === true }),
  }))
}
