import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import { textOf } from '../tools/serialize-parameter.ts'

/**
 * Gives arguments that travel as text (of prompts, and in the URI of a resource) the types their schema asks for. What
 * cannot be one of them stays as it is, for the check that follows to name it.
 */
export function readTextArguments(
  texts: Readonly<Record<string, unknown>>,
  schema: JsonSchema,
): Record<string, unknown> {
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  // Made of entries, so that a name such as `__proto__` stays a name.
  const read = Object.entries(texts).flatMap(([name, value]) => {
    const property = propertyOf(schema, name)
    // Forms send an empty text for what nobody filled in.
    const isEmpty = value === '' && !required.includes(name) && !acceptsEmptyText(property)
    return isEmpty ? [] : [[name, readValue(value, property, schema)] as const]
  })
  return Object.fromEntries(read)
}

/** The schema of an argument, without references; undefined when the arguments have none of this name. */
export function propertyOf(schema: JsonSchema, name: string): JsonSchema | undefined {
  const properties = schema['properties']
  if (!isJsonObject(properties) || !Object.hasOwn(properties, name)) return undefined
  return dereference(properties[name], schema)
}

function dereference(value: unknown, root: JsonSchema): JsonSchema | undefined {
  if (!isJsonObject(value)) return undefined
  const reference = value['$ref']
  const definitions = root['$defs']
  if (typeof reference !== 'string' || !isJsonObject(definitions)) return value
  const target = definitions[reference.slice(reference.lastIndexOf('/') + 1)]
  return isJsonObject(target) ? target : value
}

function readValue(value: unknown, schema: JsonSchema | undefined, root: JsonSchema): unknown {
  if (schema === undefined) return value
  if (typeof value === 'string') return readText(value, schema, root)
  if (Array.isArray(value) && typesOf(schema).has('array')) {
    const items = dereference(schema['items'], root)
    return value.map((item: unknown) => readValue(item, items, root))
  }
  return value
}

function readText(text: string, schema: JsonSchema, root: JsonSchema): unknown {
  const allowed: unknown = schema['enum']
  const listed: unknown = Array.isArray(allowed) ? allowed.find((item) => textOf(item) === text) : undefined
  if (listed !== undefined) return listed
  const types = typesOf(schema)
  if (types.size === 0 || types.has('string')) return text
  const value = parseJson(text)
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  if (types.has(type) || (type === 'number' && types.has('integer'))) return value
  if (!types.has('array')) return text
  const items = dereference(schema['items'], root)
  return text.split(',').map((item) => readValue(item.trim(), items, root))
}

/** Text that is no JSON is answered with undefined, which has a type that no schema names. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The types a schema accepts, as far as it says so itself or in its alternatives. */
function typesOf(schema: JsonSchema): ReadonlySet<string> {
  const { type } = schema
  if (typeof type === 'string') return new Set([type])
  if (Array.isArray(type)) return new Set(type.map(String))
  const alternatives: unknown = schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']
  if (!Array.isArray(alternatives)) return new Set()
  return new Set(alternatives.filter(isJsonObject).flatMap((one: JsonObject) => [...typesOf(one)]))
}

function acceptsEmptyText(schema: JsonSchema | undefined): boolean {
  if (schema === undefined) return true
  const types = typesOf(schema)
  if (types.size > 0 && !types.has('string')) return false
  return !['enum', 'const', 'format', 'pattern', 'minLength'].some((keyword) => schema[keyword] !== undefined)
}
