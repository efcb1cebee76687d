import { isJsonObject } from '../../../openapi/json-object.ts'
import type { JsonSchema } from '../../../openapi/schema-compiler.ts'

/** Leaves out the `$defs` that nothing of the schema leads to. */
export function pruneDefinitions(schema: JsonSchema): JsonSchema {
  const { $defs: definitions, ...rest } = schema
  if (!isJsonObject(definitions)) return schema
  const used = new Set<string>()
  const open: unknown[] = [rest]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const name of namesIn(value)) {
      if (used.has(name) || !Object.hasOwn(definitions, name)) continue
      used.add(name)
      open.push(definitions[name])
    }
  }
  const kept = Object.entries(definitions).filter(([name]) => used.has(name))
  return kept.length === 0 ? rest : { ...rest, $defs: Object.fromEntries(kept) }
}

/** Definitions that a schema refers to, itself and everything inside it. */
function namesIn(value: unknown): readonly string[] {
  const names: string[] = []
  const open: unknown[] = [value]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== 'object' || at === null) continue
    const reference = (at as Record<string, unknown>)['$ref']
    const name = typeof reference === 'string' ? definitionName(reference) : undefined
    if (name !== undefined) names.push(name)
    for (const inner of Object.values(at as Record<string, unknown>))
      if (inner !== undefined) open.push(inner)
  }
  return names
}

/** The name in `#/$defs/<name>`; undefined for any other reference. */
export function definitionName(reference: string): string | undefined {
  return /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1]
}
