import type { ServerResponse } from 'node:http'
import type { Reply } from '../../gateway/exchange.ts'

/** Writes an answer to the socket: head and body in one write where the body is whole. */
export async function writeReply(reply: Reply, response: ServerResponse, isHead: boolean): Promise<void> {
  const { body, headers } = reply
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    const length =
      body === undefined ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
    // 204 and 304 carry no body and no length (RFC 9110 section 8.6).
    if (reply.status !== 204 && reply.status !== 304 && !(isHead && headers['content-length'] !== undefined))
      headers['content-length'] = String(length)
    response.writeHead(reply.status, headers as Record<string, string>)
    if (isHead || length === 0) response.end()
    else response.end(body)
    return
  }
  response.writeHead(reply.status, headers as Record<string, string>)
  if (isHead) {
    response.end()
    return
  }
  // The head of other bodies goes out with their first chunk; a stream of events may have none for long.
  if (String(headers['content-type']).startsWith('text/event-stream')) response.flushHeaders()
  await writeChunks(body, response)
}

async function writeChunks(chunks: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) return
      if (!response.write(chunk)) await writable(response)
    }
    response.end()
  } catch {
    // The head is out, so the only honest sign of a broken body is a broken connection.
    response.destroy()
  }
}

/** Resolves when the socket takes more, or is gone; a long body waits here often, so nothing may stay behind. */
function writable(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      response.off('drain', goOn).off('close', goOn)
      resolve()
    }
    response.on('drain', goOn).on('close', goOn)
  })
}
