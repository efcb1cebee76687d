import { isJsonObject, type JsonObject } from './json-object.ts'
import { essenceOf, isJsonType } from './media-type.ts'
import { simplified, type OperationProblem } from './operation-problem.ts'
import { resolveObject } from './resolve-reference.ts'

/** Where a parameter travels. */
export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie'

/** A parameter of an operation, with the defaults of the OpenAPI specification filled in. */
export interface OperationParameter {
  readonly name: string
  readonly in: ParameterLocation
  readonly required: boolean
  readonly description: string | undefined
  readonly deprecated: boolean
  /** As written; `{}` when the document has none. */
  readonly schema: unknown
  /** One of {@link parameterStyles}, or `querystring` for a parameter that is the whole query. */
  readonly style: string
  readonly explode: boolean
  /** True when reserved characters travel as they are. */
  readonly allowReserved: boolean
  /** True when the value travels as JSON text (`content: {"application/json": …}`). */
  readonly isJson: boolean
  /** Values as the document shows them; none when it shows none. */
  readonly examples: readonly unknown[]
}

/** Styles by the place of the parameter, its default first (OpenAPI 3.1, Style Values; `cookie` is of 3.2). */
export const parameterStyles: Readonly<Record<ParameterLocation, readonly [string, ...string[]]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
}

/** OpenAPI 3.1, Parameter Object: definitions of these header parameters are ignored; a Host would change the request itself. */
const reservedHeaders = new Set([
  'accept',
  'content-type',
  'authorization',
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
])

/** Longest example that is passed on, characters of JSON. */
const longestExample = 200

interface ParameterSource {
  readonly document: JsonObject
  readonly pathItem: JsonObject
  readonly operation: JsonObject
}

/** The parameters of path item and operation, the operation's winning; what cannot be read is added to the problems. */
export function compileParameters(
  { document, pathItem, operation }: ParameterSource,
  problems: OperationProblem[],
): readonly OperationParameter[] {
  const found = new Map<string, OperationParameter>()
  for (const [list, path] of [
    [pathItem['parameters'], []],
    [operation['parameters'], ['parameters']],
  ] as const) {
    if (!Array.isArray(list)) continue
    for (const entry of list) {
      const parameter = resolveObject(document, entry)
      const compiled =
        parameter === undefined ? undefined : compileParameter(document, parameter, path, problems)
      if (compiled === undefined) problems.push(unreadable(entry, path))
      else if (compiled.in !== 'header' || !reservedHeaders.has(compiled.name.toLowerCase())) {
        found.set(`${compiled.in} ${compiled.name}`, compiled)
      }
    }
  }
  return [...found.values()]
}

function unreadable(entry: unknown, path: OperationProblem['path']): OperationProblem {
  const text = (JSON.stringify(entry) ?? String(entry)).slice(0, 80)
  return {
    severity: 'error',
    code: 'SALLYPORT_MCP_UNSUPPORTED_PARAMETER',
    path,
    message: `A parameter cannot be read: ${text}.`,
    hint: 'Give it a name and "in": path, query, header or cookie; a $ref must lead to a place of this file.',
  }
}

function compileParameter(
  document: JsonObject,
  parameter: JsonObject,
  path: OperationProblem['path'],
  problems: OperationProblem[],
): OperationParameter | undefined {
  const { name, in: place } = parameter
  const location = place === 'querystring' ? 'query' : place
  if (typeof name !== 'string' || name === '' || !isLocation(location)) return undefined
  const content = isJsonObject(parameter['content']) ? Object.entries(parameter['content'])[0] : undefined
  const described = content === undefined ? parameter : resolveObject(document, content[1])
  const isJson = content !== undefined && isJsonType(content[0])
  const style =
    place === 'querystring' ? querystringStyle(content?.[0]) : styleOf(parameter, location, path, problems)
  if (style === undefined) return undefined
  return {
    name,
    in: location,
    required: location === 'path' || parameter['required'] === true,
    description: textOf(parameter['description']),
    deprecated: parameter['deprecated'] === true,
    schema: described?.['schema'] ?? (content === undefined || isJson ? {} : { type: 'string' }),
    style,
    explode:
      typeof parameter['explode'] === 'boolean'
        ? parameter['explode']
        : style === 'form' || style === 'cookie',
    // Where reserved characters would end the place itself, they are encoded whatever the document says.
    allowReserved: location === 'query' && parameter['allowReserved'] === true,
    isJson,
    examples: examplesOf(document, described ?? parameter),
  }
}

function isLocation(value: unknown): value is ParameterLocation {
  return typeof value === 'string' && Object.hasOwn(parameterStyles, value)
}

/** OpenAPI 3.2, `in: querystring`: the content is the whole query, as a form or as JSON text. */
function querystringStyle(mediaType: string | undefined): string | undefined {
  if (mediaType === undefined) return undefined
  const isForm = essenceOf(mediaType) === 'application/x-www-form-urlencoded'
  return isForm || isJsonType(mediaType) ? 'querystring' : undefined
}

function styleOf(
  parameter: JsonObject,
  location: ParameterLocation,
  path: OperationProblem['path'],
  problems: OperationProblem[],
): string {
  const styles = parameterStyles[location]
  const { style } = parameter
  if (style === undefined || parameter['content'] !== undefined) return styles[0]
  if (typeof style === 'string' && styles.includes(style)) return style
  problems.push(
    simplified(
      path,
      `The ${location} parameter "${String(parameter['name'])}" has the style ${JSON.stringify(style)}, which is not one for its place; "${styles[0]}" is used.`,
      `Styles for a ${location} parameter: ${styles.join(', ')}.`,
    ),
  )
  return styles[0]
}

/** `example`, else the values of `examples`, as far as they are short; they are of the schema, not of the wire. */
function examplesOf(document: JsonObject, described: JsonObject): readonly unknown[] {
  const { example, examples } = described
  const values =
    example !== undefined
      ? [example]
      : isJsonObject(examples)
        ? Object.values(examples).map((entry) => valueOf(resolveObject(document, entry)))
        : []
  return values.filter(
    (value) => value !== undefined && (JSON.stringify(value) ?? '').length <= longestExample,
  )
}

function valueOf(example: JsonObject | undefined): unknown {
  return example?.['dataValue'] ?? example?.['value']
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
