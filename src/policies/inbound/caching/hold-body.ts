import type { Reply } from '../../../gateway/exchange.ts'

/**
 * Reads the body of an answer as text, if it is UTF-8 and at most `limit` bytes; the answer keeps a body with the same
 * bytes in any case.
 */
export async function holdBody(reply: Reply, limit: number): Promise<string | undefined> {
  const { body } = reply
  if (body === undefined) return ''
  if (typeof body === 'string') return body.length <= limit ? body : undefined
  if (body instanceof Uint8Array) return body.byteLength <= limit ? decode([body]) : undefined
  const chunks: Uint8Array[] = []
  const iterator = body[Symbol.asyncIterator]()
  let total = 0
  for (;;) {
    const next: IteratorResult<Uint8Array, unknown> = await iterator.next()
    if (next.done === true) break
    chunks.push(next.value)
    total += next.value.byteLength
    if (total <= limit) continue
    reply.body = resume(chunks, iterator)
    return undefined
  }
  reply.body = resume(chunks, undefined)
  return decode(chunks)
}

async function* resume(
  chunks: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array> | undefined,
): AsyncIterable<Uint8Array> {
  try {
    yield* chunks
    if (rest === undefined) return
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest?.return?.()
  }
}

function decode(chunks: readonly Uint8Array[]): string | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode()
  } catch {
    return undefined
  }
}
