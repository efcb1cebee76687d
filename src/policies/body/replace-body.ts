import { BufferedBody, type Exchange, type Reply, type ReplyHeaders } from '../../gateway/exchange.ts'
import { essenceOf } from '../../openapi/media-type.ts'

/** Fields that describe the bytes of a body, and lie once those are others. */
const describeBytes = [
  'content-encoding',
  'content-length',
  'content-md5',
  'content-digest',
  'digest',
  'repr-digest',
  'transfer-encoding',
]

/** Fields of an answer that describe its representation, which is another one now (RFC 9110 section 8.8, RFC 9530). */
const describeRepresentation = ['etag', 'last-modified', 'accept-ranges', 'content-range']

/** Puts a body in place of the one of a request; its length and type are right afterwards. */
export function replaceRequestBody(exchange: Exchange, text: string, mediaType?: string): void {
  const { headers } = exchange
  exchange.body = new BufferedBody(text)
  for (const name of describeBytes) delete headers[name]
  headers['content-length'] = String(exchange.body.length)
  const type = mediaType ?? typeFor(text, headers['content-type'])
  if (type === undefined) delete headers['content-type']
  else headers['content-type'] = type
}

/** Puts a text in place of the body of an answer; the server writes its length. */
export function replaceReplyBody(reply: Reply, text: string, mediaType?: string): void {
  forgetBody(reply.headers)
  reply.body = text
  // It speaks of what was there before, and prompts and resources would read it.
  delete reply.value
  if (mediaType !== undefined) reply.headers['content-type'] = mediaType
}

/** Removes what the headers of an answer say of a body that changes. */
export function forgetBody(headers: ReplyHeaders): void {
  for (const name of describeBytes) delete headers[name]
  for (const name of describeRepresentation) delete headers[name]
}

/** A type that names parts of the body before (a boundary) cannot stay, and one that is missing is told from the text. */
function typeFor(text: string, given: string | undefined): string | undefined {
  if (text === '') return undefined
  if (given !== undefined && !essenceOf(given).startsWith('multipart/')) return given
  return isJson(text) ? 'application/json' : 'text/plain; charset=utf-8'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
