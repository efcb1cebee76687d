import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer, type ClientOptions } from 'ws'

/** A WebSocket server on a free loopback port. */
export interface SocketServer {
  readonly url: string
  /** What it was asked, and the WebSocket that came of it, in order. */
  readonly accepted: { readonly request: IncomingMessage; readonly socket: WebSocket }[]
  /** The next WebSocket that it accepts. */
  next(): Promise<WebSocket>
  close(): Promise<void>
}

/** Starts a server; it chooses the last subprotocol that is offered. */
export async function startSocketServer(serve: (socket: WebSocket) => void): Promise<SocketServer> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: (offered) => [...offered].at(-1) ?? false,
  })
  await once(server, 'listening')
  const accepted: SocketServer['accepted'] = []
  server.on('connection', (socket, request) => {
    socket.on('error', () => undefined)
    accepted.push({ request, socket })
    serve(socket)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    next: async () => ((await once(server, 'connection')) as [WebSocket])[0],
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate()
        server.close(() => resolve())
      }),
  }
}

/** Sends back what it is sent, as it was sent. */
export function echoSocket(socket: WebSocket): void {
  socket.on('message', (data, binary) => socket.send(data, { binary }))
}

/** An open WebSocket to a path below an http origin. */
export async function openSocket(
  url: string,
  protocols: readonly string[] = [],
  options: ClientOptions = {},
): Promise<WebSocket> {
  const socket = new WebSocket(url, [...protocols], options)
  await once(socket, 'open')
  socket.on('error', () => undefined)
  return socket
}

/** The HTTP answer to a handshake that is refused. */
export async function refusalOf(url: string, options: ClientOptions = {}): Promise<Refusal> {
  const socket = new WebSocket(url, options)
  socket.on('error', () => undefined)
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  socket.terminate()
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: Buffer.concat(chunks).toString(),
  }
}

/** Status, headers and body of a refused handshake. */
export interface Refusal {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** The next message: a text, or bytes. */
export async function messageOf(socket: WebSocket): Promise<string | Buffer> {
  const [data, isBinary] = (await once(socket, 'message')) as [Buffer, boolean]
  return isBinary ? data : data.toString()
}

/** Code and reason that a WebSocket was closed with. */
export async function closeOf(socket: WebSocket): Promise<readonly [number, string]> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
  return [code, reason.toString()]
}
