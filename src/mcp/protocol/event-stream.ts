/** Most notifications that wait for a slow reader; beyond it progress replaces progress and the rest is dropped. */
const mostWaiting = 64
/** Most text that waits, characters; the final response does not count. */
const mostCharacters = 256 * 1024

/** What becomes of an event while the reader is slow: only the newest `progress` matters, `news` may be dropped. */
export type EventKind = 'progress' | 'news'

interface WaitingEvent {
  readonly kind: EventKind | 'final'
  readonly text: string
}

const encoder = new TextEncoder()
const comment = encoder.encode(': keep-alive\n\n')

/**
 * The body of an answer as an event stream: JSON-RPC messages that wait in a bounded queue until the socket takes them,
 * and comments while there are none, so that nobody on the way takes the connection for dead (MCP 2026-07-28,
 * basic/transports/streamable-http, receiving messages).
 */
export class EventStream implements AsyncIterable<Uint8Array> {
  private waiting: WaitingEvent[] = []
  private characters = 0
  private wake: (() => void) | undefined = undefined
  private hasEnded = false
  // The first thing a client sees is that the answer has begun.
  private isQuiet = true
  private readonly timer: ReturnType<typeof setInterval>
  /** Events that were left out because nobody read. */
  dropped = 0

  /** `onQuiet` may push something in place of the comment. */
  constructor(keepAliveMs: number, onQuiet?: () => void) {
    this.timer = setInterval(() => {
      if (this.waiting.length > 0) return
      onQuiet?.()
      this.isQuiet = this.waiting.length === 0
      this.wake?.()
    }, keepAliveMs)
  }

  /** True when nothing more can be sent. */
  get isClosed(): boolean {
    return this.hasEnded
  }

  /** Sends a message before the final one. */
  push(kind: EventKind, text: string): void {
    if (this.hasEnded) return
    const last = this.waiting.at(-1)
    if (kind === 'progress' && last?.kind === 'progress' && this.waiting.length > mostWaiting / 4)
      this.take(this.waiting.pop())
    if (this.waiting.length >= mostWaiting || this.characters + text.length > mostCharacters) {
      this.dropped++
      return
    }
    this.add({ kind, text })
  }

  /** Sends the final response, after which the stream ends. */
  end(text: string): void {
    if (this.hasEnded) return
    this.close()
    this.add({ kind: 'final', text })
  }

  /** Ends the stream as it is, when nobody reads it any more. */
  close(): void {
    this.hasEnded = true
    clearInterval(this.timer)
    this.wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        if (this.waiting.length > 0) yield this.takeAll()
        else if (this.hasEnded) return
        else if (this.isQuiet) {
          this.isQuiet = false
          yield comment
        } else await this.nextEvent()
      }
    } finally {
      this.close()
    }
  }

  private add(event: WaitingEvent): void {
    this.waiting.push(event)
    this.characters += event.text.length
    this.wake?.()
  }

  private take(event: WaitingEvent | undefined): void {
    this.characters -= event?.text.length ?? 0
  }

  private takeAll(): Uint8Array {
    const text = this.waiting.map((event) => `event: message\ndata: ${event.text}\n\n`).join('')
    this.waiting = []
    this.characters = 0
    this.isQuiet = false
    return encoder.encode(text)
  }

  private nextEvent(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        this.wake = undefined
        resolve()
      }
    })
  }
}
