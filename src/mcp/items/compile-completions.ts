import { nearestName } from '../../foundation/nearest-name.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import { propertyOf } from './text-arguments.ts'
import { textOf } from '../tools/serialize-parameter.ts'
import type { ToolProblem } from '../tools/tool.ts'

/** Values that complete each argument, by its name; every argument is named, with or without values. */
export type CompletionValues = ReadonlyMap<string, readonly string[]>

type Declared = Readonly<Record<string, readonly unknown[] | undefined>>

/**
 * Collects the values that may complete the given arguments: what the settings list, else what the schema allows, else
 * its examples. Settings for an argument that does not exist are reported.
 */
export function compileCompletions(
  names: readonly string[],
  schema: JsonSchema,
  declared: Declared | undefined,
  problems: ToolProblem[],
): CompletionValues {
  for (const name of Object.keys(declared ?? {})) {
    if (names.includes(name)) continue
    const near = nearestName(name, names)
    problems.push({
      severity: 'error',
      code: 'SALLYPORT_MCP_UNKNOWN_ARGUMENT',
      at: 'mcp',
      path: ['completions', name],
      message: `There is no argument "${name}" to complete.`,
      hint: near === undefined ? `Known: ${names.join(', ') || 'none'}.` : `Did you mean "${near}"?`,
    })
  }
  return new Map(
    names.map((name) => [name, unique(declared?.[name] ?? valuesOf(propertyOf(schema, name) ?? {}))]),
  )
}

function unique(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined).map(textOf))]
}

function valuesOf(schema: JsonSchema): readonly unknown[] {
  if (Array.isArray(schema['enum'])) return schema['enum']
  if (schema['const'] !== undefined) return [schema['const']]
  if (schema['type'] === 'boolean') return [true, false]
  if (isJsonObject(schema['items'])) return valuesOf(schema['items'])
  const alternatives: unknown = schema['anyOf'] ?? schema['oneOf']
  const found = Array.isArray(alternatives) ? alternatives.filter(isJsonObject).flatMap(valuesOf) : []
  if (found.length > 0) return found
  const examples: unknown = schema['examples']
  return Array.isArray(examples) ? examples.filter((example) => typeof example !== 'object') : []
}
