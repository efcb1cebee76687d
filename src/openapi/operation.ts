import { isJsonObject, type JsonObject } from './json-object.ts'
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
  readonly style: string
  readonly explode: boolean
  /** True when the value travels as JSON text (`content: {"application/json": …}`). */
  readonly isJson: boolean
}

/** How a request body is written. */
export type BodyEncoding = 'json' | 'form' | 'text'

/** The request body of an operation. */
export interface OperationBody {
  readonly encoding: BodyEncoding
  /** Value of Content-Type. */
  readonly mediaType: string
  readonly required: boolean
  readonly description: string | undefined
  /** As written; `{}` when the document has none. */
  readonly schema: unknown
}

/** A successful answer of an operation. */
export interface OperationResponse {
  readonly status: string
  /** JSON schema as written; undefined when the answer is not JSON or has no schema. */
  readonly schema: unknown
}

/** What an operation takes and gives, with references resolved one level deep. */
export interface OperationShape {
  /** Path item's and operation's, the operation's winning. */
  readonly parameters: readonly OperationParameter[]
  readonly body: OperationBody | undefined
  /** Media types of a body in none of the encodings above. */
  readonly unsupportedBody: readonly string[] | undefined
  /** The 2xx responses. */
  readonly responses: readonly OperationResponse[]
  /** What could not be read, as sentences. */
  readonly problems: readonly string[]
}

/** The OpenAPI objects an operation is described by. */
export interface OperationSource {
  readonly document: JsonObject
  readonly pathItem: JsonObject
  readonly operation: JsonObject
}

/** Collects what an operation takes and gives from its path item, itself and the components they refer to. */
export function compileOperation(source: OperationSource): OperationShape {
  const problems: string[] = []
  const parameters = collectParameters(source, problems)
  const body = compileBody(source, problems)
  return { parameters, ...body, responses: collectResponses(source), problems }
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

function collectParameters(source: OperationSource, problems: string[]): readonly OperationParameter[] {
  const found = new Map<string, OperationParameter>()
  for (const list of [source.pathItem['parameters'], source.operation['parameters']]) {
    if (!Array.isArray(list)) continue
    for (const entry of list) {
      const parameter = resolveObject(source.document, entry)
      const compiled = parameter === undefined ? undefined : compileParameter(source.document, parameter)
      if (compiled === undefined) problems.push(`A parameter cannot be read: ${abbreviate(entry)}.`)
      else if (compiled.in !== 'header' || !reservedHeaders.has(compiled.name.toLowerCase())) {
        found.set(`${compiled.in} ${compiled.name}`, compiled)
      }
    }
  }
  return [...found.values()]
}

function abbreviate(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 80)
}

function compileParameter(document: JsonObject, parameter: JsonObject): OperationParameter | undefined {
  const { name, in: location } = parameter
  if (typeof name !== 'string' || name === '' || !isLocation(location)) return undefined
  const content = isJsonObject(parameter['content']) ? Object.entries(parameter['content'])[0] : undefined
  const described = content === undefined ? parameter : resolveObject(document, content[1])
  const style = typeof parameter['style'] === 'string' ? parameter['style'] : defaultStyle(location)
  return {
    name,
    in: location,
    required: location === 'path' || parameter['required'] === true,
    description: textOf(parameter['description']),
    deprecated: parameter['deprecated'] === true,
    schema: described?.['schema'] ?? {},
    style,
    explode: typeof parameter['explode'] === 'boolean' ? parameter['explode'] : style === 'form',
    isJson: content !== undefined && isJsonType(content[0]),
  }
}

function isLocation(value: unknown): value is ParameterLocation {
  return value === 'path' || value === 'query' || value === 'header' || value === 'cookie'
}

function defaultStyle(location: ParameterLocation): string {
  return location === 'query' || location === 'cookie' ? 'form' : 'simple'
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

type CompiledBody = Pick<OperationShape, 'body' | 'unsupportedBody'>

function compileBody({ document, operation }: OperationSource, problems: string[]): CompiledBody {
  if (operation['requestBody'] === undefined) return { body: undefined, unsupportedBody: undefined }
  const requestBody = resolveObject(document, operation['requestBody'])
  const content = requestBody === undefined ? undefined : requestBody['content']
  if (requestBody === undefined || !isJsonObject(content)) {
    problems.push('The requestBody cannot be read.')
    return { body: undefined, unsupportedBody: undefined }
  }
  const types = Object.keys(content)
  for (const [encoding, accepts] of encodings) {
    const declared = types.find(accepts)
    if (declared === undefined) continue
    const media = resolveObject(document, content[declared])
    const body: OperationBody = {
      encoding,
      mediaType: declared.includes('*') ? 'application/json' : declared,
      required: requestBody['required'] === true,
      description: textOf(requestBody['description']),
      schema: media?.['schema'] ?? {},
    }
    return { body, unsupportedBody: undefined }
  }
  return { body: undefined, unsupportedBody: types }
}

/** Which media types an encoding writes, best first. */
const encodings: readonly (readonly [BodyEncoding, (mediaType: string) => boolean])[] = [
  ['json', (type) => essence(type) === 'application/json'],
  ['json', (type) => isJsonType(type) || essence(type) === '*/*' || essence(type) === 'application/*'],
  ['form', (type) => essence(type) === 'application/x-www-form-urlencoded'],
  ['text', (type) => essence(type).startsWith('text/') && !type.includes('*')],
]

function essence(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase()
}

/** True for `application/json` and every `+json`, whatever their parameters. */
export function isJsonType(mediaType: string): boolean {
  const type = essence(mediaType)
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json')
}

function collectResponses({ document, operation }: OperationSource): readonly OperationResponse[] {
  const responses = operation['responses']
  if (!isJsonObject(responses)) return []
  const successful = Object.entries(responses).filter(([status]) => /^2(?:\d\d|XX)$/i.test(status))
  return successful.map(([status, entry]) => {
    const content = resolveObject(document, entry)?.['content']
    if (!isJsonObject(content)) return { status, schema: undefined }
    const json = Object.entries(content).find(([type]) => isJsonType(type))
    return { status, schema: json === undefined ? undefined : resolveObject(document, json[1])?.['schema'] }
  })
}
