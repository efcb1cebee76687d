import { formatPosition } from '../foundation/diagnostic.ts'
import type { Diagnostic, Position } from '../foundation/diagnostic.ts'
import { parseJsoncDocument } from '../foundation/json/jsonc-document.ts'
import { parseYamlDocument } from '../foundation/json/yaml-document.ts'
import type { JsoncDocument } from '../foundation/json/jsonc-document.ts'
import type { ShapeProblem } from '../foundation/json/shape.ts'
import { createPairWatch } from './name-pairs.ts'
import type { PairConflict, PairWatch } from './name-pairs.ts'
import { inside } from './place.ts'
import type { Place } from './project.ts'
import type { Environment, ProjectFiles } from './files.ts'
import { isYamlFile } from './route-files.ts'

/** What is wrong at a place. */
export interface Problem {
  /** `error` unless told otherwise. */
  readonly severity?: 'error' | 'warning'
  readonly code: string
  /** Stands at the key of the place, not at its value. */
  readonly atKey?: boolean
  readonly message: string
  readonly hint?: string
}

/** What the compile steps of one project have in common. */
export interface Compilation {
  readonly files: ProjectFiles
  readonly environment: Environment
  readonly pairs: PairWatch
  /** Specifiers of the project modules that something refers to. */
  readonly modules: Set<string>
  readonly diagnostics: Diagnostic[]
  /** Parses a file, once; undefined when the project does not have it or its syntax is broken. */
  document(file: string): JsoncDocument | undefined
  locate(place: Place, options?: { readonly atKey?: boolean }): Position
  report(place: Place, problem: Problem): void
  /** Reports what {@link checkShape} found in the value at a place. */
  reportShape(place: Place, problems: readonly ShapeProblem[]): void
}

/** Starts the compilation of a project. */
export function createCompilation(files: ProjectFiles, environment: Environment): Compilation {
  const diagnostics: Diagnostic[] = []
  const documents = createDocumentCache(files, diagnostics)
  const locate: Compilation['locate'] = ({ file, path }, options) =>
    documents(file)?.locate(path, options) ?? { file, line: 1, column: 1 }
  const report: Compilation['report'] = (
    place,
    { severity = 'error', code, atKey = false, message, hint },
  ) => {
    const position = locate(place, { atKey })
    diagnostics.push({ severity, code, ...position, message, ...(hint === undefined ? {} : { hint }) })
  }
  return {
    files,
    environment,
    modules: new Set(),
    diagnostics,
    document: documents,
    locate,
    report,
    reportShape(place, problems) {
      for (const { path, ...problem } of problems) report(inside(place, ...path), problem)
    },
    pairs: createPairWatch((conflict) => report(conflict.place, describeConflict(conflict, locate))),
  }
}

function createDocumentCache(files: ProjectFiles, diagnostics: Diagnostic[]): Compilation['document'] {
  const documents = new Map<string, JsoncDocument | undefined>()
  return (file) => {
    const text = files.texts.get(file)
    if (text !== undefined && !documents.has(file)) {
      const outcome = isYamlFile(file) ? parseYamlDocument(file, text) : parseJsoncDocument(file, text)
      diagnostics.push(...outcome.diagnostics)
      documents.set(file, outcome.document)
    }
    return documents.get(file)
  }
}

function describeConflict(conflict: PairConflict, locate: Compilation['locate']): Problem {
  const other = formatPosition(locate(conflict.otherPlace, { atKey: true }))
  return {
    code: 'SALLYPORT_CONFIG_BOTH_NAMES',
    atKey: true,
    message: `"${conflict.name}" and "${conflict.otherName}" are two names of one thing; a project uses only one of them.`,
    hint: `"${conflict.otherName}" is used at ${other}. Write one name throughout.`,
  }
}
