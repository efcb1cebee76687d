import type { Reply, ReplyBody } from '../../gateway/exchange.ts'

/** Largest answer of an operation that is passed on to an MCP client, bytes; no model reads more. */
export const largestAnswer = 4 * 1024 * 1024

/** The body of an answer, read whole. */
export type BodyContent = string | Uint8Array

/** A header field of an answer, trimmed and in lower case; empty when there is none. */
export function replyField(reply: Reply, name: string): string {
  const value = reply.headers[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim().toLowerCase()
}

/** Reads a body; undefined when it holds more than {@link largestAnswer}. */
export async function readBody(body: ReplyBody): Promise<BodyContent | undefined> {
  if (body === undefined) return ''
  if (typeof body === 'string' || body instanceof Uint8Array)
    return body.length > largestAnswer ? undefined : body
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    // Leaving the loop early ends the stream, so that the rest is not read.
    if (length > largestAnswer) return undefined
    chunks.push(chunk)
  }
  return join(chunks, length)
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const first = chunks[0]
  if (chunks.length === 1 && first !== undefined) return first
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

/** A body as text, in the charset its media type names. */
export function decodeText(body: BodyContent, type: string): string {
  return typeof body === 'string' ? body : decoderOf(type).decode(body)
}

function decoderOf(type: string): TextDecoder {
  const charset = /;\s*charset="?([^";\s]+)/.exec(type)?.[1]
  if (charset === undefined || charset === 'utf-8') return new TextDecoder()
  try {
    return new TextDecoder(charset)
  } catch {
    return new TextDecoder()
  }
}

/** A body as bytes. */
export function bytesOf(body: BodyContent): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body
}

/** Bytes turned into text at once; a call takes only so many arguments. */
const base64Step = 0x8000

/** Bytes as Base64. */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += base64Step) {
    binary += String.fromCharCode(...bytes.subarray(start, start + base64Step))
  }
  return btoa(binary)
}
