import { isJsonObject, type JsonObject } from '../../../openapi/json-object.ts'
import { essenceOf, isJsonType } from '../../../openapi/media-type.ts'
import { resolveObject } from '../../../openapi/resolve-reference.ts'
import { exampleOfSchema } from './example-of-schema.ts'

/** An answer made of the description of one. */
export interface Mock {
  readonly status: number
  /** Undefined: an answer without a body. */
  readonly mediaType: string | undefined
  readonly body: string | undefined
}

/** Which answers are wanted. */
export interface MockFilter {
  readonly responsePrefixFilter?: string | undefined
  readonly contentType?: string | undefined
  readonly exampleName?: string | undefined
}

/** The operation and the document it stands in. */
export interface MockSource {
  readonly operation: JsonObject
  readonly document: JsonObject
}

/**
 * The answers that fit, in the order of the document. Examples that somebody wrote come before anything made up; only
 * when there is none, one is made of each schema, and only when nothing has a body, answers without one.
 */
export function collectMocks({ operation, document }: MockSource, filter: MockFilter): readonly Mock[] {
  const responses = responsesOf(operation, document, filter)
  const contents = responses.flatMap(({ status, response }) =>
    contentsOf(response, filter).map((content) => ({ status, ...content })),
  )
  const written = contents.flatMap(({ status, mediaType, content }) =>
    examplesOf(content, document, filter).map((value) => mockOf(status, mediaType, value)),
  )
  if (written.length > 0 || filter.exampleName !== undefined) return written
  const generated = contents.flatMap(({ status, mediaType, content }) =>
    content['schema'] === undefined
      ? []
      : mockOf(status, mediaType, exampleOfSchema(content['schema'], document)),
  )
  if (generated.length > 0 || filter.contentType !== undefined) return generated
  return responses.map(({ status }) => ({ status, mediaType: undefined, body: undefined }))
}

interface DescribedResponse {
  readonly status: number
  readonly response: JsonObject
}

function responsesOf(
  operation: JsonObject,
  document: JsonObject,
  { responsePrefixFilter }: MockFilter,
): readonly DescribedResponse[] {
  const { responses } = operation
  if (!isJsonObject(responses)) return []
  // "2XX" as a filter means what "2" means.
  const prefix = (responsePrefixFilter ?? '').toUpperCase().replace(/X+$/, '')
  return Object.entries(responses).flatMap(([key, entry]) => {
    const response = resolveObject(document, entry)
    const status = statusOf(key)
    if (response === undefined || status === undefined) return []
    const fits = key.toUpperCase().startsWith(prefix)
    return fits ? { status, response } : []
  })
}

function statusOf(key: string): number | undefined {
  if (key === 'default') return 200
  if (/^[1-5]XX$/i.test(key)) return Number(key[0]) * 100
  return /^[2-5]\d\d$/.test(key) ? Number(key) : undefined
}

interface DescribedContent {
  readonly mediaType: string
  readonly content: JsonObject
}

function contentsOf(response: JsonObject, { contentType }: MockFilter): readonly DescribedContent[] {
  const { content } = response
  if (!isJsonObject(content)) return []
  return Object.entries(content).flatMap(([mediaType, described]) =>
    isJsonObject(described) && (contentType === undefined || essenceOf(contentType) === essenceOf(mediaType))
      ? { mediaType, content: described }
      : [],
  )
}

function examplesOf(
  content: JsonObject,
  document: JsonObject,
  { exampleName }: MockFilter,
): readonly unknown[] {
  const { example, examples } = content
  const named = isJsonObject(examples) ? Object.entries(examples) : []
  const values = named.flatMap(([name, entry]) => {
    if (exampleName !== undefined && name !== exampleName) return []
    const found = resolveObject(document, entry)
    return found !== undefined && 'value' in found ? [found['value']] : []
  })
  return exampleName === undefined && example !== undefined ? [example, ...values] : values
}

function mockOf(status: number, described: string, value: unknown): Mock {
  const mediaType = described.includes('*') ? 'application/json' : described
  const body = typeof value === 'string' && !isJsonType(mediaType) ? value : JSON.stringify(value)
  return { status, mediaType, body }
}
