import { isJsonObject } from '../../../openapi/json-object.ts'
import type { JsonSchema } from '../../../openapi/schema-compiler.ts'

/** One schema made of several. */
export interface MergedSchema {
  readonly schema: JsonSchema
  /** True when something the branches ask for could not be said by one schema. */
  readonly loses: boolean
}

/** Texts: the outermost says best what a schema is for. */
const texts = new Set(['title', 'description', 'default', 'examples', 'deprecated'])

/**
 * Joins a schema and the branches of its `allOf`, which all hold. Properties and required names are united; where two ask
 * for different things of the same keyword, the first one stays.
 */
export function mergeAllOf(
  schema: JsonSchema,
  resolve: (branch: JsonSchema) => JsonSchema,
  depth = 0,
): MergedSchema {
  const { allOf, ...own } = schema
  if (!Array.isArray(allOf)) return { schema, loses: false }
  // A definition that contains itself in its allOf has no end.
  if (depth > deepest) return { schema: own, loses: true }
  let loses = false
  const merged: Record<string, unknown> = { ...own }
  for (const branch of allOf.filter(isJsonObject)) {
    const part = mergeAllOf(resolve(branch), resolve, depth + 1)
    loses ||= part.loses
    for (const [keyword, value] of Object.entries(part.schema)) {
      if (mergeKeyword(merged, keyword, value)) loses = true
    }
  }
  return { schema: merged, loses }
}

const deepest = 10

/** Answers whether something was lost. */
function mergeKeyword(merged: Record<string, unknown>, keyword: string, value: unknown): boolean {
  const present = merged[keyword]
  if (present === undefined) merged[keyword] = value
  else if (keyword === 'properties') merged[keyword] = mergeProperties(present, value)
  else if (keyword === 'required') merged[keyword] = unite(present, value)
  else if (keyword === 'additionalProperties' && (present === true || value === true))
    merged[keyword] = present === true ? value : present
  else return !texts.has(keyword) && JSON.stringify(present) !== JSON.stringify(value)
  return false
}

/** A property that both describe must satisfy both. */
function mergeProperties(present: unknown, value: unknown): JsonSchema {
  const merged: Record<string, unknown> = { ...(present as JsonSchema) }
  for (const [name, property] of Object.entries(value as JsonSchema)) {
    const known = merged[name]
    const differs = known !== undefined && JSON.stringify(known) !== JSON.stringify(property)
    merged[name] = differs ? { allOf: [known, property] } : property
  }
  return merged
}

function unite(one: unknown, other: unknown): readonly unknown[] {
  return [
    ...new Set([one, other].flatMap((names): readonly unknown[] => (Array.isArray(names) ? names : []))),
  ]
}
