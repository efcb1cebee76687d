import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { nearestName } from '../../foundation/nearest-name.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'

/** Most problems one answer names. */
const mostProblems = 8
/** Inputs whose text is longer get only their first problem: finding all of a huge one costs more than it helps. */
const describedUpTo = 16_384

/** Judges values by one schema, which is compiled when first needed. */
export class SchemaValidator {
  private readonly schema: JsonSchema
  private first: ValidateFunction | undefined = undefined
  private all: ValidateFunction | undefined = undefined

  constructor(schema: JsonSchema) {
    this.schema = schema
  }

  /** Compiles the schema now instead of at the first value. */
  warm(): void {
    this.first ??= compile(stopping, this.schema)
  }

  /** Why the value does not fit, such as `/title must be string`; undefined when it fits. Never quotes the value. */
  findProblem(value: unknown): string | undefined {
    try {
      this.first ??= compile(stopping, this.schema)
      if (this.first(value) === true) return undefined
      return describe(this.findAll(value) ?? this.first.errors ?? [], this.schema)
    } catch (error) {
      // A schema that allows nesting without end meets a value that uses it.
      if (error instanceof RangeError) return 'the value is nested too deep'
      throw error
    }
  }

  private findAll(value: unknown): ErrorObject[] | null | undefined {
    if (JSON.stringify(value).length > describedUpTo) return undefined
    this.all ??= compile(collecting, this.schema)
    this.all(value)
    return this.all.errors
  }
}

/** Why something is not a JSON Schema 2020-12, such as `/properties/id/type must be equal to one of the allowed values`. */
export function findSchemaProblem(schema: JsonSchema): string | undefined {
  if (stopping.validateSchema(schema) === true) return undefined
  const error = stopping.errors?.[0]
  return error === undefined ? 'it is not a JSON Schema' : `${error.instancePath} ${error.message ?? ''}`
}

function createAjv(allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    // Names such as `constructor` are inherited by every object and must not count as given.
    ownProperties: true,
    logger: false,
    // Schemas of real documents have hundreds of parts: without these two steps they compile in a quarter of the time
    // and memory, and the checks are hardly slower.
    inlineRefs: false,
    code: { regExp: createPattern, optimize: false },
  })
  addFormats.default(ajv)
  return ajv
}

/** Patterns of OpenAPI documents are often not valid with the flag `u`, which JSON Schema asks for. */
function compilePattern(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags)
  } catch {
    return new RegExp(pattern)
  }
}
const createPattern = Object.assign(compilePattern, { code: 'compilePattern' })

/** One instance each for the whole process: an instance costs far more than a schema. */
const stopping = createAjv(false)
const collecting = createAjv(true)

function compile(ajv: Ajv2020, schema: JsonSchema): ValidateFunction {
  const validate = ajv.compile(schema)
  // The instance outlives projects that are reloaded; the schema must not.
  ajv.removeSchema(schema)
  return validate
}

function describe(errors: readonly ErrorObject[], schema: JsonSchema): string {
  const sentences = new Set(errors.map((error) => describeError(error, schema)))
  const shown = [...sentences].slice(0, mostProblems).join('; ')
  return sentences.size > mostProblems ? `${shown}; and ${sentences.size - mostProblems} more` : shown
}

function describeError(error: ErrorObject, schema: JsonSchema): string {
  const { instancePath: path, keyword } = error
  const params = error.params as Record<string, unknown>
  if (keyword === 'required') return `${path}/${String(params['missingProperty'])} is required`
  if (keyword === 'additionalProperties') {
    return `${path}/${describeUnknown(String(params['additionalProperty']), path === '' ? schema : {})}`
  }
  const allowed = params['allowedValues']
  const list = Array.isArray(allowed)
    ? `: ${allowed
        .slice(0, 20)
        .map((item) => JSON.stringify(item))
        .join(', ')}`
    : ''
  return `${path === '' ? 'the value' : path} ${error.message ?? 'does not fit its schema'}${list}`
}

function describeUnknown(name: string, schema: JsonSchema): string {
  if (name.length > 64) return `${name.slice(0, 64)}… is not known here`
  const known = typeof schema['properties'] === 'object' ? Object.keys(schema['properties'] ?? {}) : []
  const near = nearestName(name, known)
  return near === undefined
    ? `${name} is not known here`
    : `${name} is not known here, did you mean "${near}"?`
}
