import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

type Json = Readonly<Record<string, unknown>>

/** Judges values by schemas as a document has them, with nothing of the gateway in between. */
export interface WrittenSchemas {
  /** What is wrong with a value that is sent where the schema stands; undefined when nothing is. */
  findProblem(path: readonly string[], value: unknown): string | undefined
}

/** Reads the schemas of an OpenAPI 3.0 or Swagger 2.0 document with ajv alone; only dialects are translated. */
export function readWrittenSchemas(document: Json): WrittenSchemas {
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    inlineRefs: false,
    logger: false,
    code: { optimize: false, regExp: Object.assign(lenientPattern, { code: 'lenientPattern' }) },
  })
  ajv.addSchema({ $id: 'https://example.com/document', ...(translate(document, document) as Json) })
  const known = new Map<string, ValidateFunction>()
  return {
    findProblem(path, value) {
      const pointer = path
        .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
        .join('/')
      let validate = known.get(pointer)
      if (validate === undefined)
        known.set(pointer, (validate = ajv.compile({ $ref: `https://example.com/document#/${pointer}` })))
      return validate(value) === true ? undefined : ajv.errorsText(validate.errors)
    },
  }
}

function lenientPattern(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags)
  } catch {
    return new RegExp(pattern)
  }
}

/** `nullable`, boolean bounds and readOnly, said in the words of JSON Schema; keywords of the document itself are no schemas. */
function translate(value: unknown, document: Json): unknown {
  if (Array.isArray(value)) return value.map((item) => translate(item, document))
  if (typeof value !== 'object' || value === null) return value
  const {
    nullable,
    example: _,
    examples: __,
    default: ___,
    required,
    ...rest
  } = value as Record<string, unknown>
  const translated = Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [key, key === 'enum' ? inner : translate(inner, document)]),
  )
  if (isProperties(nullable)) translated['nullable'] = translate(nullable, document)
  if (isProperties(required)) translated['required'] = translate(required, document)
  if (Array.isArray(required)) {
    const properties = (rest['properties'] ?? {}) as Record<string, unknown>
    translated['required'] = required.filter((name: string) => !isReadOnly(properties[name], document))
  }
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (translated[exclusive] === true) translated[exclusive] = translated[bound]
    else if (translated[exclusive] === false) delete translated[exclusive]
  }
  return nullable === true ? { anyOf: [translated, { type: 'null' }] } : translated
}

/** True when the word is the name of a property here, and no keyword. */
function isProperties(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isReadOnly(schema: unknown, document: Json): boolean {
  const { readOnly, $ref } = (schema ?? {}) as { readOnly?: unknown; $ref?: unknown }
  if (typeof $ref !== 'string') return readOnly === true
  const target = $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Json | undefined)?.[key.replaceAll('~1', '/')], document)
  return (target as Json | undefined)?.['readOnly'] === true
}
