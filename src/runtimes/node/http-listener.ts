import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { listenForUpgrades, type UpgradedConnection } from './listen-for-upgrades.ts'

/** Where to listen, and the bounds of the HTTP parser. */
export interface ListenOptions {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
}

/** Bounds that are known once the project was read. */
export interface HttpLimits {
  /** Longest time for a request to arrive whole, milliseconds. */
  readonly requestMs: number
  /** Largest request head, bytes; holds for connections made from then on. */
  readonly headerBytes: number
}

/** Serves a request; one that asks for a WebSocket comes with its connection. */
export type RequestListener = (
  request: IncomingMessage,
  response: ServerResponse,
  upgraded?: UpgradedConnection,
) => void

/** A bound socket and the way to serve on it. */
export interface HttpListener {
  readonly port: number
  readonly host: string
  /** Sets what serves requests; until then they wait for the start with a 503. */
  serveWith(listener: RequestListener, limits: HttpLimits): void
  /** Stops accepting, lets requests in flight end, then closes what is left after `graceMs`. */
  drain(graceMs: number): Promise<void>
}

/** Largest request head until the project's own limit is known, bytes. */
const headerBytes = 32 * 1024
/** How often connections that fell idle are closed while draining, milliseconds. */
const idleSweepMs = 50

/** Binds the socket first, so that a busy port is known before anything else is done. */
export async function listenHttp(options: ListenOptions): Promise<HttpListener> {
  let listener: RequestListener = starting
  const server = createServer(
    { maxHeaderSize: headerBytes, headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 75_000 },
    (request, response) => listener(request, response),
  )
  server.on('clientError', answerClientError)
  listenForUpgrades(server, (request, response, upgraded) => listener(request, response, upgraded))
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await bind(server, options)
  const { port } = server.address() as AddressInfo
  return {
    port,
    host: options.host,
    serveWith: (serve, limits) => {
      listener = serve
      // Node asks the server for the size of a head at each new connection.
      Object.assign(server, { requestTimeout: limits.requestMs, maxHeaderSize: limits.headerBytes })
    },
    drain: (graceMs) => drain(server, sockets, graceMs),
  }
}

/** Said when the port cannot be had; the command line prints it as it is. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

function bind(server: Server, { host, port }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(explain(error, host, port), { cause: error })),
    )
    server.listen(port, host, () => resolve())
  })
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another process; choose another with --port or PORT (0 takes a free one).`
    case 'EACCES':
      return `This user may not listen on port ${port}; choose one above 1023 with --port or PORT.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address "${host}"; set HOST to 127.0.0.1 or 0.0.0.0.`
    default:
      return `Cannot listen on ${host}:${port}: ${error.message}`
  }
}

function starting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '1', 'content-type': 'application/problem+json' })
  response.end(
    JSON.stringify({ title: 'Service Unavailable', status: 503, detail: 'The gateway is starting.' }),
  )
}

function answerClientError(error: NodeJS.ErrnoException, socket: import('node:stream').Duplex): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const [status, title] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'Request Header Fields Too Large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'Request Timeout']
        : [400, 'Bad Request']
  const body = JSON.stringify({ type: `https://httpproblems.com/http-status/${status}`, title, status })
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
}

function drain(server: Server, sockets: ReadonlySet<Socket>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.closeAllConnections()
      // The server has let go of connections that are WebSockets now.
      for (const socket of sockets) socket.destroy()
    }, graceMs)
    // A kept-alive connection falls idle when its last request ends, which nothing announces.
    const sweep = setInterval(() => server.closeIdleConnections(), idleSweepMs)
    server.close(() => {
      clearTimeout(force)
      clearInterval(sweep)
      resolve()
    })
    server.closeIdleConnections()
    // Clients open connections ahead of their requests; Node takes one that has said nothing yet for busy.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  })
}
