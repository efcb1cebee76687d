import * as z from 'zod'
import type { Compilation } from './compilation.ts'
import { mapStrings } from './map-strings.ts'
import { inside } from './place.ts'
import type { CodeReference, Place } from './project.ts'
import { resolveEnvironmentText } from './resolve-environment.ts'
import { dataFile, gatewayModule, looksLikeImport, resolveImport } from './resolve-imports.ts'

/** Shape of `handler` in policies and routes. */
export const handlerShape = z.object({
  export: z
    .string()
    .min(1)
    .describe('Name of the export that is the policy or the handler; `default` for the default export.'),
  module: z
    .string()
    .min(1)
    .describe(
      '`$import(@zuplo/runtime)` for built-in code, `$import(./modules/<file>)` for code of the project.',
    ),
  options: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('What the code is told; each policy and handler has its own. Default: none.'),
})

/** A checked `handler` entry, before its import and its variables are resolved. */
export type HandlerEntry = z.output<typeof handlerShape>

/** Which options keep their text as written. */
export interface CodeReferenceRules {
  /** Names of options that are templates of their own (`${env.NAME}`), where `$env(NAME)` is not replaced. */
  readonly templates?: readonly string[]
}

/** Resolves the module and the options of a `handler` entry; undefined when there is no such module. */
export function compileCodeReference(
  entry: HandlerEntry,
  place: Place,
  compilation: Compilation,
  rules: CodeReferenceRules = {},
): CodeReference | undefined {
  const module = resolveModule(entry.module, inside(place, 'module'), compilation)
  const options = resolveOptions(
    entry.options ?? {},
    inside(place, 'options'),
    compilation,
    rules.templates ?? [],
  )
  return module === undefined ? undefined : { module, export: entry.export, options }
}

function resolveModule(text: string, place: Place, compilation: Compilation): string | undefined {
  const outcome = resolveImport(text, compilation.files.modulePaths)
  if (!outcome.ok) {
    compilation.report(place, outcome.error)
    return undefined
  }
  if (outcome.value !== gatewayModule) compilation.modules.add(outcome.value)
  return outcome.value
}

function resolveOptions(
  options: Readonly<Record<string, unknown>>,
  place: Place,
  compilation: Compilation,
  templates: readonly string[],
): Readonly<Record<string, unknown>> {
  const resolved = mapStrings(options, (text, path) => {
    const at = inside(place, ...path)
    if (looksLikeImport(text)) return resolveOptionImport(text, at, compilation)
    if (path.length === 1 && templates.includes(String(path[0]))) return keepTemplate(text, at, compilation)
    return resolveEnvironmentText(text, at, compilation)
  })
  return resolved as Readonly<Record<string, unknown>>
}

/** Code is named by its module; a JSON file stands for its value. */
function resolveOptionImport(text: string, place: Place, compilation: Compilation): unknown {
  const file = dataFile(text)
  if (file === undefined) return resolveModule(text, place, compilation)
  if (compilation.files.texts.has(file)) return compilation.document(file)?.value
  compilation.report(place, {
    code: 'SALLYPORT_CONFIG_UNKNOWN_FILE',
    message: `There is no file "${file}".`,
    hint: 'The path counts from the project folder: $import(./schemas/book.json).',
  })
  return undefined
}

function keepTemplate(text: string, place: Place, compilation: Compilation): string {
  const name = /\$env\(([^)]*)\)/.exec(text)?.[1]
  if (name !== undefined) {
    compilation.report(place, {
      severity: 'warning',
      code: 'SALLYPORT_CONFIG_UNREPLACED_VARIABLE',
      message: `"$env(${name})" is not replaced in this option; it stays as written.`,
      hint: `Write "\${env.${name.trim()}}": this option is a template.`,
    })
  }
  return text
}
