import { isJsonObject } from './json-object.ts'

/** How the value of a JSON Schema 2020-12 keyword is read. */
export type KeywordKind = 'schema' | 'schemas' | 'schemaMap' | 'assertion' | 'annotation'

/**
 * The keywords a compiled schema keeps. Everything else goes: what only OpenAPI knows (`xml`, `externalDocs`),
 * identifiers that would re-base references, and extensions, `x-mcp-header` among them.
 */
const kinds: Readonly<Record<Exclude<KeywordKind, 'assertion'>, readonly string[]>> = {
  schema: [
    'items',
    'additionalProperties',
    'unevaluatedProperties',
    'unevaluatedItems',
    'contains',
    'propertyNames',
    'not',
    'if',
    'then',
    'else',
    'contentSchema',
  ],
  schemas: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  schemaMap: ['properties', 'patternProperties', 'dependentSchemas'],
  annotation: [
    'title',
    'description',
    'default',
    'deprecated',
    'examples',
    'contentEncoding',
    'contentMediaType',
    '$comment',
  ],
}

type Fits = (value: unknown) => boolean

/** What the value of each assertion must be; others would make the whole schema invalid. */
const assertions: Readonly<Record<string, Fits>> = {
  type: isType,
  enum: (value) => Array.isArray(value) && value.length > 0,
  const: () => true,
  multipleOf: (value) => isNumber(value) && value > 0,
  maximum: isNumber,
  exclusiveMaximum: isNumber,
  minimum: isNumber,
  exclusiveMinimum: isNumber,
  maxLength: isCount,
  minLength: isCount,
  pattern: isText,
  maxItems: isCount,
  minItems: isCount,
  uniqueItems: (value) => typeof value === 'boolean',
  maxContains: isCount,
  minContains: isCount,
  maxProperties: isCount,
  minProperties: isCount,
  required: isListOfNames,
  dependentRequired: (value) => isJsonObject(value) && Object.values(value).every(isListOfNames),
  format: isText,
}

const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']

function isType(value: unknown): boolean {
  if (!Array.isArray(value)) return types.includes(value as string)
  return value.length > 0 && value.every((item) => types.includes(item as string))
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isListOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText)
}

/** The kind of each keyword a compiled schema keeps. */
export const schemaKeywords: ReadonlyMap<string, KeywordKind> = new Map([
  ...Object.entries(kinds).flatMap(([kind, names]) =>
    names.map((name) => [name, kind as KeywordKind] as const),
  ),
  ...Object.keys(assertions).map((name) => [name, 'assertion'] as const),
])

/** True when the value of an assertion is one JSON Schema allows. */
export function isAssertionValue(keyword: string, value: unknown): boolean {
  return assertions[keyword]?.(value) === true
}
