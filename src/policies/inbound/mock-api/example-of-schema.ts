import { isJsonObject, type JsonObject } from '../../../openapi/json-object.ts'
import { resolveReference } from '../../../openapi/resolve-reference.ts'

/** Deeper than answers are, and where a schema that contains itself ends. */
const deepest = 8
/** Most values one example is made of. */
const mostValues = 1000
const mostItems = 20

/** Makes a value of a schema, the same each time. What the schema itself offers (examples, defaults) is taken first. */
export function exampleOfSchema(schema: unknown, document: JsonObject): unknown {
  return new Maker(document).make(schema, 0)
}

class Maker {
  private readonly document: JsonObject
  private made = 0

  constructor(document: JsonObject) {
    this.document = document
  }

  make(given: unknown, depth: number): unknown {
    const schema = this.resolve(given)
    this.made++
    if (schema === undefined || depth > deepest || this.made > mostValues) return null
    const offered = offeredBy(schema)
    if (offered !== undefined) return offered
    const choices: unknown = schema['oneOf'] ?? schema['anyOf']
    if (Array.isArray(choices) && choices.length > 0)
      return this.make(
        isJsonObject(choices[0]) ? { ...withoutChoices(schema), ...choices[0] } : choices[0],
        depth,
      )
    const { allOf } = schema
    if (Array.isArray(allOf)) return this.make(this.merge(schema, allOf), depth)
    return this.makeOfType(schema, depth)
  }

  private makeOfType(schema: JsonObject, depth: number): unknown {
    switch (typeOf(schema)) {
      case 'object':
        return this.makeObject(schema, depth)
      case 'array':
        return this.makeArray(schema, depth)
      case 'string':
        return textOf(schema)
      case 'integer':
        return numberOf(schema, 1)
      case 'number':
        return numberOf(schema, 1.5)
      case 'boolean':
        return true
      default:
        return null
    }
  }

  private makeObject({ properties }: JsonObject, depth: number): unknown {
    const made: [string, unknown][] = []
    for (const [name, property] of Object.entries(isJsonObject(properties) ? properties : {})) {
      const schema = this.resolve(property)
      // What only goes in is in no answer, and what contains itself without end is left out.
      if (schema?.['writeOnly'] === true || depth === deepest) continue
      made.push([name, this.make(property, depth + 1)])
    }
    return Object.fromEntries(made)
  }

  private makeArray(schema: JsonObject, depth: number): unknown {
    if (depth === deepest) return []
    const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 1
    const most = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : mostItems
    const length = Math.min(Math.max(least, 1), most, mostItems)
    return Array.from({ length }, () => this.make(schema['items'] ?? {}, depth + 1))
  }

  private resolve(schema: unknown): JsonObject | undefined {
    if (!isJsonObject(schema) || typeof schema['$ref'] !== 'string')
      return isJsonObject(schema) ? schema : undefined
    const found = resolveReference(this.document, schema['$ref'])
    return found.ok && isJsonObject(found.value.value) ? found.value.value : undefined
  }

  /** All parts of an `allOf` as one schema, as far as their properties go. */
  private merge(schema: JsonObject, parts: readonly unknown[]): JsonObject {
    const { allOf: _, ...own } = schema
    let merged: JsonObject = own
    for (const part of parts) {
      const resolved = this.resolve(part)
      if (resolved === undefined) continue
      const properties = { ...membersOf(merged['properties']), ...membersOf(resolved['properties']) }
      merged = { ...merged, ...resolved, ...(Object.keys(properties).length === 0 ? {} : { properties }) }
      if (++this.made > mostValues) break
    }
    return merged
  }
}

function membersOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

function withoutChoices(schema: JsonObject): JsonObject {
  const { oneOf: _, anyOf: __, ...rest } = schema
  return rest
}

function offeredBy(schema: JsonObject): unknown {
  if (schema['example'] !== undefined) return schema['example']
  for (const key of ['examples', 'enum']) {
    const values = schema[key]
    if (Array.isArray(values) && values.length > 0) return values[0]
  }
  return schema['const'] ?? schema['default']
}

function typeOf(schema: JsonObject): unknown {
  const { type } = schema
  if (Array.isArray(type)) return type.find((one) => one !== 'null') ?? 'null'
  if (type !== undefined) return type
  if (schema['properties'] !== undefined) return 'object'
  return schema['items'] === undefined ? undefined : 'array'
}

const texts: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  duration: 'PT1H',
  email: 'someone@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  byte: 'dGV4dA==',
}

function textOf({ format, minLength, maxLength }: JsonObject): string {
  const known = typeof format === 'string' && Object.hasOwn(texts, format) ? texts[format] : undefined
  if (known !== undefined) return known
  const least = typeof minLength === 'number' ? Math.min(minLength, mostValues) : 0
  const text = 'text'.padEnd(least, ' text')
  return typeof maxLength === 'number' ? text.slice(0, Math.max(maxLength, 0)) : text
}

function numberOf(schema: JsonObject, usual: number): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : 1
  const least = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + step : minimum
  const most = typeof exclusiveMaximum === 'number' ? exclusiveMaximum - step : maximum
  let value = typeof multipleOf === 'number' ? step : usual
  if (typeof least === 'number' && value < least) value = Math.ceil(least / step) * step
  if (typeof most === 'number' && value > most) value = Math.floor(most / step) * step
  return value
}
