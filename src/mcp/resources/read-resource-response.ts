import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { Reply } from '../../gateway/exchange.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import { essenceOf, isJsonType, isTextType } from '../../openapi/media-type.ts'
import { parseResourceContents, type ResourceContents } from '../content/content.ts'
import { readAnswer } from '../content/read-answer.ts'
import { toBase64 } from '../../foundation/base64.ts'
import { bytesOf, decodeText, replyField } from '../content/reply-body.ts'
import type { ReadRefusal, ReadResource, Resource, ResourceTypes } from './resource.ts'

/** Reads the answer of a resource's operation into what resources/read answers. */
export async function readResourceResponse(
  reply: Reply,
  resource: Resource,
  uri: string,
): Promise<Result<ReadResource, ReadRefusal>> {
  const answer = await readAnswer(reply)
  if (!answer.ok) {
    const { status, message } = answer.error
    return refuse({ reason: status === 404 || status === 410 ? 'not-found' : 'failed', message })
  }
  const { type, body } = answer.value
  const ttlMs = freshness(replyField(reply, 'cache-control'))
  const meta = resource._meta === undefined ? {} : { _meta: resource._meta }
  // A function that returns a text means that text, though over HTTP it travels as JSON.
  if (typeof reply.value === 'string') {
    const mimeType = typeOfText(resource.types, reply.value)
    return ok({ contents: [{ uri, mimeType, text: reply.value, ...meta }], ttlMs })
  }
  const mimeType = typeOf(resource.types, type)
  const text = isTextType(mimeType) ? textContent(body, type) : undefined
  const content = text === undefined ? { blob: toBase64(bytesOf(body)) } : { text }
  return ok({ contents: [{ uri, mimeType, ...content, ...meta }], ttlMs })
}

/** Reads the result a handler gave in place of the answer of its route. */
export function readRawResource(result: JsonObject): Result<ReadResource, ReadRefusal> {
  const parts: unknown = result['contents']
  const contents: ResourceContents[] = []
  for (const part of Array.isArray(parts) ? (parts as unknown[]) : []) {
    const read = parseResourceContents(part)
    if (!read.ok) return refuse({ reason: 'failed', message: `The contents are not valid: ${read.error}.` })
    contents.push(read.value)
  }
  return ok({ contents, ttlMs: 0 })
}

/** Configured, else documented, else as it came; a document that calls text what is not (or the reverse) is not believed. */
function typeOf({ configured, documented }: ResourceTypes, given: string): string {
  if (configured !== undefined) return configured
  const isVague = given === '' || essenceOf(given) === 'application/octet-stream'
  if (documented !== undefined && (isVague || isTextType(documented) === isTextType(given))) return documented
  return given === '' ? 'text/plain' : given
}

/** A document may say JSON because that is how a returned text travels over HTTP; here it has to be some. */
function typeOfText(types: ResourceTypes, text: string): string {
  const type = typeOf(types, 'text/plain')
  return types.configured === undefined && isJsonType(type) && !isJson(text) ? 'text/plain' : type
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Undefined for bytes that are no text, whatever their media type says. */
function textContent(body: string | Uint8Array, type: string): string | undefined {
  if (typeof body === 'string') return body
  if (/;\s*charset=(?!"?utf-8)/.test(type)) return decodeText(body, type)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

/** Longest time contents may be kept, milliseconds: a day. */
const longestKept = 86_400_000

/** How long an answer says it may be kept (RFC 9111, 5.2.2), milliseconds; 0 when it says nothing. */
function freshness(cacheControl: string): number {
  if (/(?:^|[\s,])no-(?:store|cache)/.test(cacheControl)) return 0
  const seconds = /(?:^|[\s,])max-age="?(\d{1,9})/.exec(cacheControl)?.[1]
  return seconds === undefined ? 0 : Math.min(Number(seconds) * 1000, longestKept)
}
