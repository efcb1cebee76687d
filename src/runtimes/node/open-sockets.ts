import type { WebSocket } from 'ws'
import { SocketPair, type PairTerms } from './socket-pair.ts'

/** Bounds of all WebSockets of a process. */
export interface SocketTerms extends PairTerms {
  /** Most WebSockets of callers at a time. */
  readonly mostOpen: number
}

const standardTerms: SocketTerms = { mostOpen: 10_000, mostBuffered: 65_536, pingMs: 30_000 }

/** The WebSockets that go through a process. They outlive a reload, and end when the process drains. */
export class OpenSockets {
  private readonly terms: SocketTerms
  private readonly pairs = new Set<SocketPair>()
  private held = 0
  private isClosed = false

  constructor(terms: SocketTerms = standardTerms) {
    this.terms = terms
  }

  /** True when one more may be opened. */
  get hasRoom(): boolean {
    return !this.isClosed && this.held < this.terms.mostOpen
  }

  /** Counts a WebSocket to an upstream until it is closed. */
  hold(upstream: WebSocket): void {
    this.held += 1
    upstream.once('close', () => (this.held -= 1))
  }

  /** Joins both sides until one of them closes. */
  join(client: WebSocket, upstream: WebSocket): void {
    const pair = new SocketPair(client, upstream, this.terms)
    this.pairs.add(pair)
    client.once('close', () => this.pairs.delete(pair))
    if (this.isClosed) pair.close(1001, leaving)
  }

  /** Closes all of them, and takes no more. */
  close(): void {
    this.isClosed = true
    for (const pair of this.pairs) pair.close(1001, leaving)
  }
}

const leaving = 'The gateway stops.'
