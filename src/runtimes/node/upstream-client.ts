import { Agent, interceptors, type Dispatcher } from 'undici'
import { GatewayError } from '../../foundation/errors.ts'
import type { ReplyHeaders } from '../../gateway/exchange.ts'
import type { UpstreamClient, UpstreamReply, UpstreamRequest } from '../../gateway/services.ts'

/** Connections to one upstream at most; more requests than this wait for a free one. */
const connectionsPerOrigin = 128

/** An upstream client over pooled keep-alive connections, one pool an origin. */
export function createUpstreamClient(): UpstreamClient {
  const agent = new Agent({
    connections: connectionsPerOrigin,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: { timeout: 10_000 },
  })
  const following = agent.compose(interceptors.redirect({ maxRedirections: 0 }))
  return {
    send: (request) => send((request.maxRedirects ?? 0) > 0 ? following : agent, request),
    close: () => agent.destroy(),
  }
}

function send(dispatcher: Dispatcher, request: UpstreamRequest): Promise<UpstreamReply> {
  const url = new URL(request.url)
  return new Promise((resolve, reject) => {
    const handler = new ReplyHandler(request, resolve, reject)
    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers,
        body: (request.body ?? null) as string | Buffer | null,
        headersTimeout: request.timeoutMs,
        bodyTimeout: request.silenceMs ?? request.timeoutMs,
        ...((request.maxRedirects ?? 0) > 0 ? { maxRedirections: request.maxRedirects } : {}),
      },
      handler,
    )
  })
}

/** Receives one answer: its head settles the promise, its chunks wait in a queue that pushes back when nobody reads. */
class ReplyHandler implements Dispatcher.DispatchHandler, UpstreamReply {
  status = 0
  headers: ReplyHeaders = {}
  private readonly chunks: Buffer[] = []
  private readonly request: UpstreamRequest
  private readonly resolve: (reply: UpstreamReply) => void
  private readonly reject: (error: unknown) => void
  private controller: Dispatcher.DispatchController | undefined = undefined
  private ended = false
  private failure: Error | undefined = undefined
  private wake: (() => void) | undefined = undefined
  private queued = 0

  constructor(
    request: UpstreamRequest,
    resolve: (reply: UpstreamReply) => void,
    reject: (error: unknown) => void,
  ) {
    this.request = request
    this.resolve = resolve
    this.reject = reject
  }

  get body(): AsyncIterable<Uint8Array> {
    return this.read()
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    const { signal } = this.request
    if (signal === undefined) return
    if (signal.aborted) controller.abort(new Error('The caller went away.'))
    else signal.addEventListener('abort', this.abort, { once: true })
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return
    this.status = status
    this.headers = headers as ReplyHeaders
    this.resolve(this)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk)
    this.queued += chunk.byteLength
    if (this.wake !== undefined) this.wake()
    else if (this.queued > 65_536) controller.pause()
  }

  onResponseEnd(): void {
    this.ended = true
    this.settle()
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.failure = upstreamError(error)
    this.settle()
    this.reject(this.failure)
  }

  async text(limit: number): Promise<string> {
    const chunks: Uint8Array[] = []
    let total = 0
    for await (const chunk of this.read()) {
      total += chunk.byteLength
      if (total > limit) {
        this.cancel()
        throw new GatewayError('SALLYPORT_UPSTREAM_UNREACHABLE', {
          detail: 'The upstream answered more than is accepted here.',
        })
      }
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }

  cancel(): void {
    this.controller?.abort(new Error('The answer is not wanted any more.'))
  }

  private readonly abort = (): void => {
    this.controller?.abort(new Error('The caller went away.'))
  }

  private settle(): void {
    this.request.signal?.removeEventListener('abort', this.abort)
    this.wake?.()
  }

  private async *read(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunk = this.chunks.shift()
        if (chunk !== undefined) {
          this.queued -= chunk.byteLength
          yield chunk
        } else if (this.failure !== undefined) throw this.failure
        else if (this.ended) return
        else await this.nextChunk()
      }
    } finally {
      if (!this.ended) this.cancel()
    }
  }

  private nextChunk(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        this.wake = undefined
        resolve()
      }
      if (this.controller?.paused === true) this.controller.resume()
    })
  }
}

const timeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'])

function upstreamError(error: Error & { code?: string }): GatewayError {
  if (error instanceof GatewayError) return error
  const code = timeouts.has(error.code ?? '')
    ? 'SALLYPORT_UPSTREAM_TIMEOUT'
    : 'SALLYPORT_UPSTREAM_UNREACHABLE'
  return new GatewayError(code, { cause: error })
}
