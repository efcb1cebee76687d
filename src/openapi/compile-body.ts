import { isJsonObject, type JsonObject } from './json-object.ts'
import { essenceOf, isJsonType, isPlainTextType, isXmlType } from './media-type.ts'
import { simplified, type OperationProblem } from './operation-problem.ts'
import { resolveObject } from './resolve-reference.ts'

/** How a request body is written. */
export type BodyEncoding = 'json' | 'form' | 'multipart' | 'text' | 'binary'

/** How one property of a form or multipart body is written; undefined = as its type asks. */
export interface PropertyEncoding {
  readonly contentType: string | undefined
  readonly style: string | undefined
  readonly explode: boolean | undefined
  readonly allowReserved: boolean
}

/** The request body of an operation. */
export interface OperationBody {
  readonly encoding: BodyEncoding
  /** Value of Content-Type; a range such as `image/*` when the caller says which. */
  readonly mediaType: string
  readonly required: boolean
  readonly description: string | undefined
  /** As written; `{}` when the document has none. */
  readonly schema: unknown
  /** Encoding Objects by property. */
  readonly properties: ReadonlyMap<string, PropertyEncoding>
}

interface BodySource {
  readonly document: JsonObject
  readonly operation: JsonObject
}

/** The body of an operation in the one of its media types that models write best; what stands in the way is added to the problems. */
export function compileBody(
  { document, operation }: BodySource,
  problems: OperationProblem[],
): OperationBody | undefined {
  if (operation['requestBody'] === undefined) return undefined
  const requestBody = resolveObject(document, operation['requestBody'])
  const content = requestBody?.['content']
  if (requestBody === undefined || !isJsonObject(content)) {
    problems.push(unsupported('The requestBody cannot be read.', 'Give it a "content" with a media type.'))
    return undefined
  }
  const chosen = chooseMediaType(document, content)
  if (chosen === undefined) {
    const types = Object.keys(content).join(', ') || 'no media type'
    const message = `The request body (${types}) cannot be written from a tool's arguments.`
    problems.push(unsupported(message, 'Offer application/json, a form, multipart/form-data or text/plain.'))
    return undefined
  }
  const media = resolveObject(document, content[chosen.declared]) ?? {}
  const isText = chosen.encoding === 'text'
  return {
    encoding: chosen.encoding,
    mediaType: chosen.mediaType,
    required: requestBody['required'] === true,
    description: textOf(requestBody['description']),
    schema: isText ? textSchema(document, media, chosen.declared, problems) : (media['schema'] ?? {}),
    properties: readEncodings(media, problems),
  }
}

function unsupported(message: string, hint: string): OperationProblem {
  return { severity: 'error', code: 'SALLYPORT_MCP_UNSUPPORTED_BODY', path: ['requestBody'], message, hint }
}

interface ChosenType {
  readonly encoding: BodyEncoding
  readonly declared: string
  readonly mediaType: string
}

/**
 * Which media types an encoding writes, best first. Several of one rank are taken by the alphabet, so that the choice
 * does not depend on the order in the document.
 */
const ranks: readonly (readonly [BodyEncoding, (mediaType: string) => boolean])[] = [
  ['json', (type) => essenceOf(type) === 'application/json'],
  ['json', (type) => essenceOf(type) === 'application/merge-patch+json'],
  ['json', (type) => isJsonType(type)],
  ['form', (type) => essenceOf(type) === 'application/x-www-form-urlencoded'],
  ['multipart', (type) => essenceOf(type) === 'multipart/form-data'],
  ['text', (type) => isPlainTextType(type) && !type.includes('*')],
  ['text', isXmlType],
  ['binary', (type) => !type.includes('*') && !essenceOf(type).startsWith('multipart/')],
  ['json', (type) => ['*/*', 'application/*'].includes(essenceOf(type))],
  ['binary', (type) => type.includes('*') && !essenceOf(type).startsWith('multipart/')],
]

function chooseMediaType(document: JsonObject, content: JsonObject): ChosenType | undefined {
  const types = Object.keys(content).sort()
  for (const [encoding, accepts] of ranks) {
    const declared = types.find(accepts)
    if (declared === undefined) continue
    const isRange = declared.includes('*')
    // A range says nothing of how the content is written; then its schema does.
    if (encoding === 'json' && isRange && isBinary(document, content[declared])) continue
    const mediaType = encoding === 'json' && isRange ? 'application/json' : declared
    return { encoding, declared, mediaType }
  }
  return undefined
}

function isBinary(document: JsonObject, media: unknown): boolean {
  const schema = resolveObject(document, resolveObject(document, media)?.['schema'])
  return schema?.['type'] === 'file' || (schema?.['type'] === 'string' && schema['format'] === 'binary')
}

/** Text is written as it is; of what a document says about its structure only the description can be told. */
function textSchema(
  document: JsonObject,
  media: JsonObject,
  mediaType: string,
  problems: OperationProblem[],
): unknown {
  const schema = resolveObject(document, media['schema'])
  if (schema === undefined && media['itemSchema'] === undefined) return { type: 'string' }
  const type = schema?.['type']
  if (typeof type === 'string' && ['string', 'integer', 'number', 'boolean'].includes(type)) return schema
  problems.push(
    simplified(
      ['requestBody'],
      `The request body is ${mediaType} with a structure; the tool takes its text as it is to be sent.`,
      'Offer application/json beside it, if the upstream accepts that.',
    ),
  )
  const description = textOf(schema?.['description'])
  return { type: 'string', description: description ?? `The content, as ${mediaType}.` }
}

function readEncodings(
  media: JsonObject,
  problems: OperationProblem[],
): ReadonlyMap<string, PropertyEncoding> {
  const encodings = new Map<string, PropertyEncoding>()
  if (!isJsonObject(media['encoding'])) return encodings
  for (const [property, written] of Object.entries(media['encoding'])) {
    if (!isJsonObject(written)) continue
    if (written['headers'] !== undefined) {
      problems.push(simplified(['requestBody'], `Headers of the part "${property}" are not sent.`))
    }
    encodings.set(property, {
      contentType: textOf(written['contentType']),
      style: textOf(written['style']),
      explode: typeof written['explode'] === 'boolean' ? written['explode'] : undefined,
      allowReserved: written['allowReserved'] === true,
    })
  }
  return encodings
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
