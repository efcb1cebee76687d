import { ok, refuse, type Result } from '../../foundation/result.ts'
import { readFileArgument, type FileContent } from './file-argument.ts'
import { writeMultipart, type Part } from './write-multipart.ts'
import type { PlannedBody, PlannedProperty } from './plan.ts'
import { addQueryFields, textOf } from './serialize-parameter.ts'

/** A body and the Content-Type it goes under. */
export interface WrittenBody {
  readonly content: string | Uint8Array
  readonly mediaType: string
}

/** Writes a body in the encoding of its plan; what fits the schema but not the wire is refused with a sentence. */
export function writeBody(body: PlannedBody, content: unknown): Result<WrittenBody, string> {
  const { encoding, mediaType } = body
  switch (encoding) {
    case 'json':
      return ok({ content: JSON.stringify(content), mediaType })
    case 'text':
      return ok({ content: textOf(content), mediaType })
    case 'binary':
      return writeBinary(body, content)
    case 'form':
      return isObject(content) ? writeForm(body, content) : ok({ content: textOf(content), mediaType })
    case 'multipart':
      return isObject(content)
        ? writeParts(body, content)
        : refuse('a multipart body is an object of its parts')
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function writeBinary({ argument, mediaType }: PlannedBody, content: unknown): Result<WrittenBody, string> {
  const file = readFileArgument(content)
  if (file === undefined) return refuse(`/${argument ?? 'body'} must be base64 or a data: URL`)
  const isRange = mediaType.includes('*')
  const type = isRange ? (file.mimeType ?? 'application/octet-stream') : mediaType
  return isMediaType(type)
    ? ok({ content: file.bytes, mediaType: type })
    : refuse(`/${argument ?? 'body'} has no valid media type`)
}

/** A form: each field in the style the document gives it, else lists as repeated fields and objects as JSON. */
function writeForm(
  { properties, mediaType }: PlannedBody,
  content: Readonly<Record<string, unknown>>,
): Result<WrittenBody, string> {
  const fields: string[] = []
  for (const [name, value] of Object.entries(content)) {
    const planned = properties.get(name)
    if (planned?.styled !== undefined) {
      const refused = addQueryFields(fields, planned.styled, value)
      if (refused !== undefined) return refuse(refused)
    } else if (planned?.kind === 'json') fields.push(writeField(name, JSON.stringify(value)))
    else
      for (const item of Array.isArray(value) ? value : [value]) fields.push(writeField(name, textOf(item)))
  }
  return ok({ content: fields.join('&'), mediaType })
}

function writeField(name: string, text: string): string {
  return new URLSearchParams([[name, text]]).toString()
}

function writeParts(
  { properties, mediaType }: PlannedBody,
  content: Readonly<Record<string, unknown>>,
): Result<WrittenBody, string> {
  const parts: Part[] = []
  for (const [name, value] of Object.entries(content)) {
    const planned = properties.get(name)
    // OpenAPI 3.1, Encoding Object: a list is one part for each of its items.
    const items = Array.isArray(value) && planned?.kind !== 'json' ? value : [value]
    for (const item of items) {
      const part = toPart(name, item, planned)
      if (typeof part === 'string') return refuse(part)
      parts.push(part)
    }
  }
  return ok(writeMultipart(mediaType, parts))
}

/** A part, or why there is none. */
function toPart(name: string, value: unknown, planned: PlannedProperty | undefined): Part | string {
  if (planned?.kind === 'file') {
    const file = readFileArgument(value)
    if (file === undefined) return `/${name}/data must be base64 or a data: URL`
    return toFilePart(name, file, planned.contentType)
  }
  const isJson = planned?.kind === 'json' || (typeof value === 'object' && value !== null)
  const content = isJson ? JSON.stringify(value) : textOf(value)
  const type = planned?.contentType ?? (isJson ? 'application/json' : undefined)
  return { name, fileName: undefined, contentType: type, content }
}

function toFilePart(name: string, file: FileContent, declared: string | undefined): Part | string {
  const contentType = file.mimeType ?? declared ?? 'application/octet-stream'
  // A line break in it would begin another header of the part.
  if (!isMediaType(contentType)) return `/${name}/mimeType must be a media type such as image/png`
  return { name, fileName: file.name ?? name, contentType, content: file.bytes }
}

function isMediaType(text: string): boolean {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;[\x20-\x7e]*)?$/.test(text)
}
