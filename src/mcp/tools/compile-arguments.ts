import type { OperationBody, OperationParameter, OperationShape } from '../../openapi/operation.ts'
import type { JsonSchema, SchemaCompiler } from '../../openapi/schema-compiler.ts'
import { flattenBody } from './flatten-body.ts'
import { freeName, nameArgument } from './name-tool.ts'
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
}

/**
 * Makes one flat object of everything an operation takes. Path parameters come first, then query, header and cookie
 * parameters, then the properties of a JSON or form body. The rule of names, which never depends on the order in the
 * document: a parameter keeps its name unless an earlier place has it, then it gets its place as suffix (`id`,
 * `id_query`); characters that clients refuse become `_`. A body whose properties would meet a parameter of the same
 * name, that is not a plain object, or says more about itself than its properties, is one argument `body`.
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
  private additionalProperties: JsonSchema | boolean = false

  constructor(input: ArgumentsInput) {
    this.input = input
  }

  compile(): CompiledArguments {
    const { shape, compiler, method } = this.input
    const template = splitTemplate(this.input.path)
    for (const place of places) {
      for (const parameter of parametersOf(shape, place, template)) this.addParameter(parameter)
    }
    const body = shape.body === undefined ? undefined : this.addBody(shape.body)
    const { path, query, header, cookie } = this.planned
    const schema: JsonSchema = {
      type: 'object',
      properties: this.properties,
      ...(this.required.length === 0 ? {} : { required: this.required }),
      additionalProperties: this.additionalProperties,
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

  private addParameter(parameter: OperationParameter): void {
    const { in: place, name, style, explode, isJson } = parameter
    const argument = freeName(nameArgument(name), (taken) => taken in this.properties, place)
    this.properties[argument] = describe(this.input.compiler.compile(parameter.schema), parameter)
    if (parameter.required) this.required.push(argument)
    const wireName = place === 'header' ? name.toLowerCase() : name
    this.planned[place].set(name, { argument, name: wireName, style, explode, isJson })
  }

  private addBody(body: OperationBody): PlannedBody {
    const { compiler } = this.input
    const compiled = compiler.compile(body.schema)
    const parameters = new Set(Object.keys(this.properties))
    const flat = body.encoding === 'text' ? undefined : flattenBody(compiled, compiler.definitions)
    const { encoding, mediaType, required } = body
    if (flat === undefined || Object.keys(flat.properties).some((name) => parameters.has(name))) {
      const argument = freeName('body', (taken) => parameters.has(taken))
      this.properties[argument] = describe(compiled, { description: body.description, deprecated: false })
      if (required) this.required.push(argument)
      return { encoding, mediaType, required, argument, except: undefined }
    }
    Object.assign(this.properties, flat.properties)
    this.required.push(...flat.required)
    this.additionalProperties = flat.additionalProperties
    const except = parameters.size === 0 ? undefined : parameters
    return { encoding, mediaType, required, argument: undefined, except }
  }
}

function describe(
  schema: JsonSchema,
  notes: Pick<OperationParameter, 'description' | 'deprecated'>,
): JsonSchema {
  const described = notes.description === undefined ? schema : { ...schema, description: notes.description }
  return notes.deprecated ? { ...described, deprecated: true } : described
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
    isJson: false,
  }
}
