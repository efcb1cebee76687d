import { isJsonObject } from '../../openapi/json-object.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import { isArgumentName } from './name-tool.ts'

/** The parts of a body schema that can stand beside parameters. */
export interface FlatBody {
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required: readonly string[]
  /** What other properties may hold; false = there are none. */
  readonly additionalProperties: JsonSchema | boolean
}

/** Keywords that keep their meaning when an object's properties stand among others. */
const flatKeywords = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'allOf',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
])
const deepest = 10

/**
 * Takes a body schema apart, when it is a plain object: named properties, or a map of anything; `allOf` of such objects
 * counts as one. Schemas that say more (`oneOf`, `minProperties`, …), accept null, or name properties that clients refuse
 * cannot be taken apart.
 */
export function flattenBody(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
): FlatBody | undefined {
  const flat = flatten(schema, definitions, 0)
  if (flat === undefined) return undefined
  const names = Object.keys(flat.properties)
  if (!names.every(isArgumentName)) return undefined
  // An object without any named property is a map; one with properties is taken to name them all.
  return { ...flat, additionalProperties: flat.additionalProperties ?? names.length === 0 }
}

interface Part {
  readonly properties: Record<string, JsonSchema>
  readonly required: readonly string[]
  readonly additionalProperties: JsonSchema | boolean | undefined
}

function flatten(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  depth: number,
): Part | undefined {
  if (depth > deepest) return undefined
  const target = definitionOf(schema, definitions)
  if (target !== undefined) return flatten(target, definitions, depth + 1)
  if (!isPlainObject(schema)) return undefined
  const own: Part = {
    properties: (schema['properties'] ?? {}) as Record<string, JsonSchema>,
    required: Array.isArray(schema['required']) ? schema['required'].map(String) : [],
    additionalProperties: schema['additionalProperties'] as JsonSchema | boolean | undefined,
  }
  const branches = Array.isArray(schema['allOf']) ? (schema['allOf'] as JsonSchema[]) : []
  let merged: Part | undefined = own
  for (const branch of branches) {
    const part = flatten(branch, definitions, depth + 1)
    merged = part === undefined || merged === undefined ? undefined : merge(merged, part)
  }
  return merged
}

function definitionOf(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
): JsonSchema | undefined {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return undefined
  return definitions[reference.slice(reference.lastIndexOf('/') + 1)]
}

function isPlainObject(schema: JsonSchema): boolean {
  if (!Object.keys(schema).every((keyword) => flatKeywords.has(keyword))) return false
  if (schema['type'] === 'object') return true
  return (
    schema['type'] === undefined && (isJsonObject(schema['properties']) || Array.isArray(schema['allOf']))
  )
}

function merge(one: Part, other: Part): Part | undefined {
  // A branch that closes or types the remaining properties speaks about the other's too; that cannot be merged.
  if (other.additionalProperties !== undefined && other.additionalProperties !== true) return undefined
  if (one.additionalProperties !== undefined && one.additionalProperties !== true) return undefined
  if (Object.keys(other.properties).some((name) => Object.hasOwn(one.properties, name))) return undefined
  return {
    properties: { ...one.properties, ...other.properties },
    required: [...new Set([...one.required, ...other.required])],
    additionalProperties: one.additionalProperties ?? other.additionalProperties,
  }
}
