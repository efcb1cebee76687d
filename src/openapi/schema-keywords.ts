/** How the value of a JSON Schema 2020-12 keyword is read. */
export type KeywordKind = 'schema' | 'schemas' | 'schemaMap' | 'assertion' | 'annotation'

/**
 * The keywords a compiled schema keeps. Everything else goes: what only OpenAPI knows (`example`, `xml`, `discriminator`,
 * `externalDocs`), identifiers that would re-base references, and extensions, `x-mcp-header` among them.
 */
const kinds: Readonly<Record<KeywordKind, readonly string[]>> = {
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
  ],
  schemas: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  schemaMap: ['properties', 'patternProperties', 'dependentSchemas'],
  assertion: [
    'type',
    'enum',
    'const',
    'multipleOf',
    'maximum',
    'exclusiveMaximum',
    'minimum',
    'exclusiveMinimum',
    'maxLength',
    'minLength',
    'pattern',
    'maxItems',
    'minItems',
    'uniqueItems',
    'maxContains',
    'minContains',
    'maxProperties',
    'minProperties',
    'required',
    'dependentRequired',
    'format',
  ],
  annotation: [
    'title',
    'description',
    'default',
    'deprecated',
    'examples',
    'contentEncoding',
    'contentMediaType',
  ],
}

/** The kind of each keyword a compiled schema keeps. */
export const schemaKeywords: ReadonlyMap<string, KeywordKind> = new Map(
  Object.entries(kinds).flatMap(([kind, names]) => names.map((name) => [name, kind as KeywordKind] as const)),
)
