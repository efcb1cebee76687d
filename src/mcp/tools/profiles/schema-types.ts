import { isJsonObject } from '../../../openapi/json-object.ts'

type Draft = Record<string, unknown>

/** Keywords that speak of values of one type. */
const typed: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding', 'contentMediaType'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  object: [
    'properties',
    'required',
    'additionalProperties',
    'patternProperties',
    'minProperties',
    'maxProperties',
  ],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains'],
}

/** The type a schema is of, as it says or as its keywords show; undefined when it could be any. */
export function inferType(schema: Readonly<Draft>): string | undefined {
  const { type, enum: values } = schema
  if (typeof type === 'string') return type
  if (Array.isArray(type)) {
    const first: unknown = type.find((name) => name !== 'null')
    return typeof first === 'string' ? first : undefined
  }
  if (Array.isArray(values) && values.length > 0) return typeOfAll(values)
  return Object.entries(typed).find(([, keywords]) => keywords.some((keyword) => keyword in schema))?.[0]
}

function typeOfAll(values: readonly unknown[]): string | undefined {
  const types = new Set(values.map(typeOf))
  const [only] = types
  return types.size === 1 ? only : undefined
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/**
 * Says a list of types without one: null becomes `nullable`, which stays OpenAPI's word for it, and several others become
 * alternatives that each keep the keywords of their type.
 */
export function splitTypes(draft: Draft): void {
  const { type } = draft
  if (!Array.isArray(type)) return
  const types = type.filter((name): name is string => typeof name === 'string' && name !== 'null')
  if (types.length < type.length) {
    draft['nullable'] = true
    if (Array.isArray(draft['enum'])) draft['enum'] = draft['enum'].filter((value) => value !== null)
  }
  if (types.length === 1) draft['type'] = types[0]
  else delete draft['type']
  if (types.length > 1 && draft['anyOf'] === undefined)
    draft['anyOf'] = types.map((name) => take(name, draft))
}

function take(type: string, draft: Draft): Draft {
  const alternative: Draft = { type }
  for (const keyword of typed[type === 'integer' ? 'number' : type] ?? []) {
    if (draft[keyword] !== undefined) alternative[keyword] = draft[keyword]
    delete draft[keyword]
  }
  const values = draft['enum']
  if (Array.isArray(values)) {
    const own = values.filter((value) => isOfType(value, type))
    if (own.length > 0) alternative['enum'] = own
  }
  return alternative
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'object') return isJsonObject(value)
  return typeOf(value) === type || (type === 'number' && typeof value === 'number')
}
