import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A real HTTP server on a free loopback port. */
export interface LoopbackUpstream {
  readonly url: string
  close(): Promise<void>
}

/** Starts an upstream that answers with the given function. */
export async function startUpstream(
  serve: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<LoopbackUpstream> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => serve(request, response, Buffer.concat(chunks).toString()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Answers with what it got, as JSON. */
export function echo(request: IncomingMessage, response: ServerResponse, body: string): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }))
}
