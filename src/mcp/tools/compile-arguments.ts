import type { OperationBody } from '../../openapi/compile-body.ts'
import type { OperationParameter } from '../../openapi/compile-parameters.ts'
import type { OperationShape } from '../../openapi/operation.ts'
import type { JsonSchema, SchemaCompiler } from '../../openapi/schema-compiler.ts'
import { findAmbiguousFields } from './find-ambiguous-fields.ts'
import { nameArguments } from './name-arguments.ts'
import { freeName } from './name-tool.ts'
import { planBody } from './plan-body.ts'
import type { PlannedBody, PlannedValue, ToolPlan } from './plan.ts'

/** The arguments of a tool, and what becomes of them. */
export interface CompiledArguments {
  readonly schema: JsonSchema
  readonly plan: ToolPlan
}

/** The route whose arguments are compiled. */
export interface ArgumentsInput {
  readonly method: string
  /** Path template, such as `/books/{id}`. */
  readonly path: string
  readonly shape: OperationShape
  readonly compiler: SchemaCompiler
  /**
   * True lets a body without parameters beside it be the whole inputSchema with `oneOf`, `if` and every other keyword at
   * its top; false (the default) makes such a body one argument, since several clients refuse these keywords there.
   */
  readonly keepsComposition?: boolean
}

/**
 * Makes one flat object of everything an operation takes. Path parameters come first, then query, header and cookie
 * parameters ({@link nameArguments} says how they are called), then the properties of a JSON, form or multipart body. A
 * body whose properties would meet a parameter of the same name, that is not a plain object, or says more about itself
 * than its properties, is one argument `body`.
 */
export function compileArguments(input: ArgumentsInput): CompiledArguments {
  return new ArgumentsCompiler(input).compile()
}

const places = ['path', 'query', 'header', 'cookie'] as const
type Place = (typeof places)[number]

class ArgumentsCompiler {
  private readonly input: ArgumentsInput
  private readonly properties: Record<string, JsonSchema> = Object.create(null) as Record<string, JsonSchema>
  private readonly required: string[] = []
  private readonly planned: Record<Place, Map<string, PlannedValue>> = {
    path: new Map(),
    query: new Map(),
    header: new Map(),
    cookie: new Map(),
  }
  /** What stands beside the properties. */
  private rest: JsonSchema = { additionalProperties: false }

  constructor(input: ArgumentsInput) {
    this.input = input
  }

  compile(): CompiledArguments {
    const { shape, compiler, method } = this.input
    const template = splitTemplate(this.input.path)
    const groups = places.map((place) => parametersOf(shape, place, template))
    const names = nameArguments(groups)
    for (const parameter of groups.flat())
      this.addParameter(parameter, names.get(parameter) ?? parameter.name)
    compiler.problems.push(
      ...findAmbiguousFields([...this.planned.query.values()], this.properties, compiler.definitions),
    )
    const body = shape.body === undefined ? undefined : this.addBody(shape.body)
    const { path, query, header, cookie } = this.planned
    const schema: JsonSchema = {
      type: 'object',
      properties: this.properties,
      ...(this.required.length === 0 ? {} : { required: this.required }),
      ...this.rest,
      ...(Object.keys(compiler.definitions).length === 0 ? {} : { $defs: compiler.definitions }),
    }
    const plan: ToolPlan = {
      method,
      path: template.map((part) => (part.isName ? (path.get(part.text) ?? part.text) : part.text)),
      query: [...query.values()],
      headers: [...header.values()],
      cookies: [...cookie.values()],
      body,
    }
    return { schema, plan }
  }

  private addParameter(parameter: OperationParameter, argument: string): void {
    const { in: place, name, style, explode, allowReserved, isJson } = parameter
    const compiled = this.input.compiler.compile(parameter.schema, ['parameters'])
    this.properties[argument] = describe(compiled, parameter)
    if (parameter.required) this.required.push(argument)
    const wireName = place === 'header' ? name.toLowerCase() : name
    this.planned[place].set(name, { argument, name: wireName, style, explode, allowReserved, isJson })
  }

  private addBody(body: OperationBody): PlannedBody {
    const { compiler, keepsComposition = false } = this.input
    const parameters = new Set(Object.keys(this.properties))
    const planned = planBody(body, compiler)
    const { encoding, mediaType, required } = body
    const plan = { encoding, mediaType, required, properties: planned.properties }
    const { whole, flat } = planned
    if (keepsComposition && parameters.size === 0 && whole !== undefined) {
      const { type: _, properties = {}, required: names = [], ...rest } = whole
      Object.assign(this.properties, properties)
      this.required.push(...(names as string[]))
      this.rest = rest
      return { ...plan, argument: undefined, except: undefined }
    }
    if (flat === undefined || Object.keys(flat.properties).some((name) => parameters.has(name))) {
      const argument = freeName('body', (taken) => parameters.has(taken))
      this.properties[argument] = describe(planned.schema, {
        description: body.description,
        deprecated: false,
        examples: [],
      })
      if (required) this.required.push(argument)
      return { ...plan, argument, except: undefined }
    }
    Object.assign(this.properties, flat.properties)
    this.required.push(...flat.required)
    this.rest = { additionalProperties: flat.additionalProperties }
    const except = parameters.size === 0 ? undefined : parameters
    return { ...plan, argument: undefined, except }
  }
}

function describe(
  schema: JsonSchema,
  notes: Pick<OperationParameter, 'description' | 'deprecated' | 'examples'>,
): JsonSchema {
  return {
    ...schema,
    ...(notes.description === undefined ? {} : { description: notes.description }),
    ...(notes.examples.length === 0 || 'examples' in schema ? {} : { examples: notes.examples }),
    ...(notes.deprecated ? { deprecated: true } : {}),
  }
}

interface TemplatePart {
  readonly text: string
  readonly isName: boolean
}

/** `/a/{b}.json` is `/a/`, the name b, `.json`. */
function splitTemplate(path: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  let end = 0
  for (const match of path.matchAll(/\{([^{}]+)\}/g)) {
    if (match.index > end) parts.push({ text: path.slice(end, match.index), isName: false })
    parts.push({ text: match[1] ?? '', isName: true })
    end = match.index + match[0].length
  }
  if (end < path.length) parts.push({ text: path.slice(end), isName: false })
  return parts
}

/** The declared parameters of a place; for the path, those its template names, in that order, declared or not. */
function parametersOf(
  shape: OperationShape,
  place: Place,
  template: readonly TemplatePart[],
): readonly OperationParameter[] {
  const declared = shape.parameters.filter((parameter) => parameter.in === place)
  if (place !== 'path') return declared
  const names = new Set(template.filter((part) => part.isName).map((part) => part.text))
  return [...names].map((name) => declared.find((parameter) => parameter.name === name) ?? undeclared(name))
}

function undeclared(name: string): OperationParameter {
  return {
    name,
    in: 'path',
    required: true,
    description: undefined,
    deprecated: false,
    schema: { type: 'string' },
    style: 'simple',
    explode: false,
    allowReserved: false,
    isJson: false,
    examples: [],
  }
}
