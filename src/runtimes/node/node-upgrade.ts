import {
  validateHeaderName,
  validateHeaderValue,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import { GatewayError } from '../../foundation/errors.ts'
import type { Exchange, Reply, SocketRequest, SocketUpgrade } from '../../gateway/exchange.ts'
import type { UpgradedConnection } from './listen-for-upgrades.ts'
import type { OpenSockets } from './open-sockets.ts'

/** One request for a WebSocket: opens that of the upstream, and accepts the caller when the gateway answers 101. */
export class NodeUpgrade {
  private readonly sockets: OpenSockets
  private readonly request: IncomingMessage
  private readonly response: ServerResponse
  private readonly connection: UpgradedConnection
  private readonly messageLimit: number
  private upstream: WebSocket | undefined = undefined

  constructor(
    sockets: OpenSockets,
    request: IncomingMessage,
    response: ServerResponse,
    connection: UpgradedConnection,
    messageLimit: number,
  ) {
    this.sockets = sockets
    this.request = request
    this.response = response
    this.connection = connection
    this.messageLimit = messageLimit
  }

  /** What the exchange of the request may ask for. */
  offerTo(exchange: Exchange): SocketUpgrade {
    return { connect: (request) => this.connect(request, exchange) }
  }

  /** Accepts the caller if that is the answer; any other is written over HTTP, and the upstream is let go. */
  accepts(reply: Reply): boolean {
    const { upstream } = this
    if (upstream === undefined) return false
    if (reply.status !== 101) {
      upstream.terminate()
      return false
    }
    const lines = headerLines(reply)
    const { socket, head } = this.connection
    this.response.detachSocket(socket)
    const server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: this.messageLimit,
      handleProtocols: () => (upstream.protocol === '' ? false : upstream.protocol),
    })
    server.on('headers', (headers) => headers.push(...lines))
    let isJoined = false
    server.handleUpgrade(this.request, socket, head, (client) => {
      isJoined = true
      this.sockets.join(client, upstream)
    })
    if (!isJoined) upstream.terminate()
    return true
  }

  private connect({ url, headers, timeoutMs }: SocketRequest, { signal }: Exchange): Promise<void> {
    if (!this.sockets.hasRoom)
      throw new GatewayError('SALLYPORT_LIMIT_OPEN_SOCKETS', { headers: { 'retry-after': '5' } })
    const upstream = this.open(url, headers, timeoutMs)
    this.upstream = upstream
    this.sockets.hold(upstream)
    const leave = (): void => upstream.terminate()
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
    return new Promise((resolve, reject) => {
      upstream.on('error', (error) => reject(upstreamError(error)))
      upstream.once('close', () => signal.removeEventListener('abort', leave))
      upstream.once('open', () => {
        // What it says before the caller was accepted waits.
        upstream.pause()
        resolve()
      })
    })
  }

  private open(url: string, headers: SocketRequest['headers'], handshakeTimeout: number): WebSocket {
    const offered = this.request.headers['sec-websocket-protocol']
    const protocols = offered === undefined ? [] : offered.split(',').map((name) => name.trim())
    try {
      return new WebSocket(url, protocols, {
        headers,
        handshakeTimeout,
        perMessageDeflate: false,
        maxPayload: this.messageLimit,
      })
    } catch (cause) {
      if (cause instanceof SyntaxError && protocols.length > 0)
        throw new GatewayError('SALLYPORT_REQUEST_MALFORMED', { cause })
      throw cause
    }
  }
}

function upstreamError(cause: Error): GatewayError {
  const isLate = cause.message === 'Opening handshake has timed out'
  return new GatewayError(isLate ? 'SALLYPORT_UPSTREAM_TIMEOUT' : 'SALLYPORT_UPSTREAM_UNREACHABLE', { cause })
}

/** What belongs to the handshake is written by the server of it. */
function headerLines({ headers }: Reply): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (/^(?:connection|upgrade|content-length|transfer-encoding|sec-websocket-.*)$/i.test(name)) return []
    return [value].flat().map((line) => {
      validateHeaderName(name)
      validateHeaderValue(name, line)
      return `${name}: ${line}`
    })
  })
}
