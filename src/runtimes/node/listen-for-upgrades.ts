import { ServerResponse, type IncomingMessage, type Server } from 'node:http'
import { Socket } from 'node:net'

/** A connection that a server let go of, since its request asks for another protocol. */
export interface UpgradedConnection {
  readonly socket: Socket
  /** What came after the head of the request. */
  readonly head: Buffer
}

type UpgradeListener = (
  request: IncomingMessage,
  response: ServerResponse,
  upgraded: UpgradedConnection,
) => void

/** Hands over requests that ask for a WebSocket, with a response for those that get none; what asks for else is served as if it had not. */
export function listenForUpgrades(server: Server, serve: UpgradeListener): void {
  server.on('upgrade', (request, socket, head) => {
    // A connection that breaks is seen by its end.
    socket.on('error', () => undefined)
    const response = socket instanceof Socket ? takeConnection(request, socket) : undefined
    if (response === undefined || !(socket instanceof Socket)) socket.destroy()
    else if (asksForWebSocket(request)) serve(request, response, { socket, head })
    else {
      response.detachSocket(socket)
      serveWithoutUpgrade(server, request, socket, head)
    }
  })
}

/** Undefined while an earlier request on the connection waits for its answer: a WebSocket cannot begin before it. */
function takeConnection(request: IncomingMessage, socket: Socket): ServerResponse | undefined {
  const response = new ServerResponse(request)
  try {
    response.assignSocket(socket)
  } catch {
    return undefined
  }
  response.shouldKeepAlive = false
  response.once('finish', () => socket.end())
  return response
}

/** RFC 6455 section 4.2.1; other versions, and requests with a body, are none. */
function asksForWebSocket({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '') &&
    (headers['content-length'] ?? '0') === '0' &&
    headers['transfer-encoding'] === undefined
  )
}

/**
 * A server may ignore an upgrade (RFC 9110 section 7.8), and clients offer `h2c` with whatever they send. The parser has
 * stopped after the head, so the connection begins anew with the same request, less the offer.
 */
function serveWithoutUpgrade(
  server: Server,
  { method, url, httpVersion, rawHeaders }: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (name.toLowerCase() !== 'upgrade') lines.push(`${name}: ${rawHeaders[index + 1] ?? ''}`)
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]))
  server.emit('connection', socket)
}
