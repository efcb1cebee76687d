import { fromBase64 } from '../../foundation/base64.ts'
import { joinBytes } from '../../foundation/join-bytes.ts'
import { GatewayError } from '../../foundation/errors.ts'
import type { Reply, ReplyHeaders } from '../../gateway/exchange.ts'
import { isForwarded } from '../../gateway/forward-upstream.ts'

/** What a function answers a proxy integration. */
interface ProxyAnswer {
  readonly statusCode: number
  readonly headers?: unknown
  readonly multiValueHeaders?: unknown
  readonly cookies?: unknown
  readonly body?: unknown
  readonly isBase64Encoded?: unknown
  readonly bodyEncoding?: unknown
}

/** What functions are held to. */
export interface AnswerTerms {
  /** True when a function must answer with `statusCode`. */
  readonly isProxy: boolean
  /** Largest body after it was unpacked, bytes. */
  readonly bodyLimit: number
}

/** Makes an answer of what a function returned. */
export async function readLambdaAnswer(text: string, { isProxy, bodyLimit }: AnswerTerms): Promise<Reply> {
  const value = parse(text)
  if (isProxyAnswer(value)) return readProxyAnswer(value, bodyLimit)
  if (isProxy) throw malformed('it has no statusCode from 200 to 599')
  return { status: 200, headers: { 'content-type': 'application/json' }, body: text }
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    throw malformed('it is no JSON')
  }
}

function isProxyAnswer(value: unknown): value is ProxyAnswer {
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) return false
  const status = value.statusCode
  return Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599
}

async function readProxyAnswer(answer: ProxyAnswer, bodyLimit: number): Promise<Reply> {
  const headers: ReplyHeaders = { 'content-type': 'application/json' }
  for (const [name, value] of entriesOf(answer.headers)) setHeader(headers, name, [value])
  for (const [name, values] of entriesOf(answer.multiValueHeaders))
    setHeader(headers, name, Array.isArray(values) ? values : [values])
  if (Array.isArray(answer.cookies)) setHeader(headers, 'set-cookie', answer.cookies)
  return { status: answer.statusCode, headers, body: await readBody(answer, bodyLimit) }
}

function entriesOf(record: unknown): [string, unknown][] {
  return typeof record === 'object' && record !== null ? Object.entries(record) : []
}

function setHeader(headers: ReplyHeaders, written: string, values: readonly unknown[]): void {
  const name = written.toLowerCase()
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw malformed('a header has no valid name')
  // The length is that of the body as it is sent on.
  if (!isForwarded(name) || name === 'content-length') return
  const texts = values.filter((value) => value !== null && value !== undefined).map(String)
  // Anything else than visible characters could begin a header of its own (RFC 9110 section 5.5).
  if (texts.some((text) => /[\r\n\0]/.test(text))) throw malformed(`the header ${name} has line breaks`)
  headers[name] = name === 'set-cookie' ? texts : texts.join(', ')
}

async function readBody(
  { body, isBase64Encoded, bodyEncoding }: ProxyAnswer,
  limit: number,
): Promise<string | Uint8Array | undefined> {
  if (body === undefined || body === null) return undefined
  if (typeof body !== 'string') throw malformed('its body is no text')
  const isPacked = bodyEncoding === 'gzip' || bodyEncoding === 'deflate'
  if (isBase64Encoded !== true && !isPacked) return body
  const bytes = bytesOf(body)
  return isPacked ? unpack(bytes, bodyEncoding, limit) : bytes
}

function bytesOf(base64: string): Uint8Array {
  try {
    return fromBase64(base64)
  } catch {
    throw malformed('its body is no base64')
  }
}

/** Small bodies can unpack to very large ones, so they are counted on the way. */
async function unpack(bytes: Uint8Array, encoding: 'gzip' | 'deflate', limit: number): Promise<Uint8Array> {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
  const chunks: Uint8Array[] = []
  let total = 0
  try {
    for await (const chunk of packed.pipeThrough(new DecompressionStream(encoding))) {
      total += chunk.byteLength
      if (total > limit) throw new GatewayError('SALLYPORT_UPSTREAM_BODY_TOO_LARGE')
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof GatewayError ? error : malformed(`its body is no ${encoding}`)
  }
  return joinBytes(chunks, total)
}

function malformed(why: string): GatewayError {
  return new GatewayError('SALLYPORT_UPSTREAM_FUNCTION_FAILED', {
    cause: new Error(`The answer of the function cannot be used: ${why}.`),
  })
}
