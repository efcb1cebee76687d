import type { JsonSchema } from '../../openapi/schema-compiler.ts'

/** A file as an argument: its bytes as base64, or as a `data:` URL, which is what the uri of a resource link may be. */
export const fileSchema: JsonSchema = {
  type: 'object',
  properties: {
    data: {
      type: 'string',
      contentEncoding: 'base64',
      description: 'The content as base64, or a data: URL.',
    },
    name: { type: 'string', description: 'File name.' },
    mimeType: { type: 'string', description: 'Media type, such as image/png.' },
  },
  required: ['data'],
  additionalProperties: false,
}

/** A body of bytes as an argument. */
export const bytesSchema: JsonSchema = {
  type: 'string',
  contentEncoding: 'base64',
  description: 'The content as base64, or a data: URL.',
}

/** The content of a file argument. */
export interface FileContent {
  readonly bytes: Uint8Array
  readonly name: string | undefined
  readonly mimeType: string | undefined
}

/** Reads what {@link fileSchema} or {@link bytesSchema} accepted; undefined when the data is not base64. */
export function readFileArgument(value: unknown): FileContent | undefined {
  const { data, name, mimeType } =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : { data: value }
  if (typeof data !== 'string') return undefined
  const content = data.startsWith('data:') ? readDataUrl(data) : { bytes: decodeBase64(data) }
  if (content?.bytes === undefined) return undefined
  return { bytes: content.bytes, name: textOf(name), mimeType: textOf(mimeType) ?? textOf(content.mimeType) }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

interface DataContent {
  readonly bytes: Uint8Array | undefined
  readonly mimeType?: string
}

/** RFC 2397. */
function readDataUrl(url: string): DataContent | undefined {
  const comma = url.indexOf(',')
  if (comma === -1) return undefined
  const head = url.slice('data:'.length, comma)
  const data = url.slice(comma + 1)
  if (/;\s*base64$/i.test(head))
    return { bytes: decodeBase64(unescape(data)), mimeType: head.slice(0, head.lastIndexOf(';')) }
  const text = unescape(data)
  return { bytes: text === undefined ? undefined : new TextEncoder().encode(text), mimeType: head }
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Base64 in either alphabet, with or without padding. */
function decodeBase64(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
