import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'

/** One thing that is wrong with a value. */
export interface ValueProblem {
  /** JSON pointer within the value. */
  readonly pointer: string
  /** Why it does not fit; never quotes the value. */
  readonly reason: string
}

/** Most problems that one answer names. */
const mostProblems = 20

/** Judges values by one schema, which is compiled when it is first needed. */
export class JsonValidator {
  private readonly schema: JsonSchema
  private readonly coerces: boolean
  private validate: ValidateFunction | undefined = undefined

  /** With `coerces`, texts of a URL or a header count as the numbers and booleans that they spell. */
  constructor(schema: JsonSchema, coerces: boolean) {
    this.schema = schema
    this.coerces = coerces
  }

  /** Compiles the schema now, for one that a project wrote down; throws what is wrong with it. */
  compile(): void {
    this.validate ??= compile(this.coerces ? coercing : exact, this.schema)
  }

  /** What is wrong with the value, at most twenty problems; empty when it fits. Coercion changes the value in place. */
  findProblems(value: unknown): readonly ValueProblem[] {
    try {
      this.validate ??= compile(this.coerces ? coercing : exact, this.schema)
      if (this.validate(value) === true) return []
      return (this.validate.errors ?? []).slice(0, mostProblems).map(problemOf)
    } catch (error) {
      // A schema that allows nesting without end meets a value that uses it.
      if (error instanceof RangeError) return [{ pointer: '', reason: 'is nested too deep' }]
      throw error
    }
  }
}

function createAjv(coerces: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    // All problems of a hostile value cost far more than the first; texts of a URL are short.
    allErrors: coerces,
    coerceTypes: coerces ? 'array' : false,
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    logger: false,
    code: { optimize: false },
    unicodeRegExp: false,
  })
  addFormats.default(ajv)
  return ajv
}

/** One instance each for the whole process: an instance costs far more than a schema. */
const exact = createAjv(false)
const coercing = createAjv(true)

function compile(ajv: Ajv2020, schema: JsonSchema): ValidateFunction {
  const validate = ajv.compile(schema)
  // The instance outlives projects that are reloaded; the schema must not.
  ajv.removeSchema(schema)
  return validate
}

function problemOf({ instancePath, keyword, params, message = 'does not fit' }: ErrorObject): ValueProblem {
  const said = params as Record<string, unknown>
  const pointer = (name: unknown): string => `${instancePath}/${String(name).slice(0, 64)}`
  if (keyword === 'required') return { pointer: pointer(said['missingProperty']), reason: 'is required' }
  if (keyword === 'additionalProperties')
    return { pointer: pointer(said['additionalProperty']), reason: 'is not known here' }
  const allowed = said['allowedValues']
  const list = Array.isArray(allowed) ? `: ${JSON.stringify(allowed.slice(0, 20))}` : ''
  return { pointer: instancePath, reason: message + list }
}
