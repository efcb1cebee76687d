import { joinBytes } from '../../foundation/join-bytes.ts'
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
  return joinBytes(chunks, length)
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
