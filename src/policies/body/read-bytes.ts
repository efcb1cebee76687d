import { joinBytes } from '../../foundation/join-bytes.ts'
import { GatewayError } from '../../foundation/errors.ts'
import type { ReplyBody } from '../../gateway/exchange.ts'

/** Codings of HTTP that the platform undoes; the name HTTP gives them, and the platform's. */
const decodings: Readonly<Record<string, 'gzip' | 'deflate'>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
}

/** True for a `content-encoding` that {@link decodeBytes} undoes, no coding at all included. */
export function isDecodable(coding: string): boolean {
  return coding === '' || coding === 'identity' || Object.hasOwn(decodings, coding)
}

/** Reads the whole body of an answer; more than `limit` bytes are refused, and the rest is left unread. */
export async function readBytes(body: Exclude<ReplyBody, undefined>, limit: number): Promise<Uint8Array> {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (!(body instanceof Uint8Array)) return collect(body, limit)
  if (body.byteLength > limit) throw new GatewayError('SALLYPORT_UPSTREAM_BODY_TOO_LARGE')
  return body
}

/** Undoes a coding; what would come to more than `limit` bytes is refused while it is being undone. */
export async function decodeBytes(bytes: Uint8Array, coding: string, limit: number): Promise<Uint8Array> {
  const format = decodings[coding]
  if (format === undefined) return bytes
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
  return collect(chunksOf(source.pipeThrough(new DecompressionStream(format))), limit)
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const collected: Uint8Array[] = []
  let total = 0
  for await (const chunk of chunks) {
    total += chunk.byteLength
    if (total > limit) throw new GatewayError('SALLYPORT_UPSTREAM_BODY_TOO_LARGE')
    collected.push(chunk)
  }
  return joinBytes(collected, total)
}
