import { WebSocket } from 'ws'

/** Bounds of a pair of joined WebSockets. */
export interface PairTerms {
  /** Bytes that may wait to be written to one side; from there on the other side is not read. */
  readonly mostBuffered: number
  /** Time between pings; a side that has not answered one by the next is gone, milliseconds. */
  readonly pingMs: number
}

/** Two WebSockets that hear each other: what one side says, the other is told, until one closes. */
export class SocketPair {
  private readonly client: WebSocket
  private readonly upstream: WebSocket
  private readonly terms: PairTerms
  /** Sides that owe the answer to a ping. */
  private readonly silent = new Set<WebSocket>()
  private readonly timer: NodeJS.Timeout

  constructor(client: WebSocket, upstream: WebSocket, terms: PairTerms) {
    this.client = client
    this.upstream = upstream
    this.terms = terms
    this.pass(client, upstream, 1001)
    this.pass(upstream, client, 1011)
    this.timer = setInterval(() => this.ping(), terms.pingMs).unref()
    // It may have gone while the caller was being accepted.
    if (upstream.readyState === WebSocket.OPEN) upstream.resume()
    else end(client, 1011)
  }

  /** Closes both sides. */
  close(code: number, reason: string): void {
    end(this.client, code, reason)
    end(this.upstream, code, reason)
  }

  /** `lostCode` is what the other side is told where this one is gone without a word. */
  private pass(from: WebSocket, to: WebSocket, lostCode: number): void {
    from.on('message', (data, binary) => {
      this.silent.delete(from)
      if (to.readyState !== WebSocket.OPEN) return
      to.send(data, { binary }, () => {
        if (to.bufferedAmount <= this.terms.mostBuffered) from.resume()
      })
      if (to.bufferedAmount > this.terms.mostBuffered) from.pause()
    })
    from.on('pong', () => this.silent.delete(from))
    // A side that breaks the rules is closed by its own end; the other need not wait for that.
    from.on('error', (error) => end(to, codeOfError(error) ?? lostCode))
    from.on('close', (code, reason) => {
      clearInterval(this.timer)
      if (code === 1005) end(to)
      // 1006 and 1015 are never sent (RFC 6455 section 7.4.1).
      else if (code === 1006 || code === 1015) end(to, lostCode)
      else end(to, code, reason)
    })
  }

  private ping(): void {
    for (const side of [this.client, this.upstream]) {
      // The answer of a side that is not read right now cannot be known.
      if (side.isPaused || side.readyState !== WebSocket.OPEN) continue
      if (this.silent.has(side)) side.terminate()
      else {
        this.silent.add(side)
        side.ping()
      }
    }
  }
}

/** Sends the closing frame; a side that was not read must be, for its own to be seen. */
function end(side: WebSocket, code?: number, reason?: string | Buffer): void {
  side.close(code, reason)
  side.resume()
}

const codesOfErrors: Readonly<Record<string, number>> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_INVALID_UTF8: 1007,
}

function codeOfError(error: Error & { readonly code?: string }): number | undefined {
  return codesOfErrors[error.code ?? '']
}
