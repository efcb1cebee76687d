import type { IncomingMessage } from 'node:http'
import { GatewayError } from '../../foundation/errors.ts'
import type { RequestBody } from '../../gateway/exchange.ts'

/** The body of a request on a Node socket, read whole at most once and never beyond the limit. */
export class NodeBody implements RequestBody {
  readonly length: number | undefined
  readonly isEmpty: boolean
  private readonly request: IncomingMessage
  private readonly limit: number
  private whole: Promise<Buffer> | undefined = undefined

  constructor(request: IncomingMessage, limit: number) {
    const announced = request.headers['content-length']
    this.request = request
    this.limit = limit
    this.length = announced === undefined ? undefined : Number(announced)
    this.isEmpty =
      (announced === undefined && request.headers['transfer-encoding'] === undefined) || announced === '0'
  }

  async text(): Promise<string> {
    return (await this.buffer()).toString('utf8')
  }

  bytes(): Promise<Uint8Array> {
    return this.buffer()
  }

  async *stream(): AsyncIterable<Uint8Array> {
    if (this.whole !== undefined) {
      yield await this.whole
      return
    }
    this.refuseAnnouncedExcess()
    let total = 0
    try {
      // Whoever stops reading still has an answer to send, so the socket must outlive the iteration.
      for await (const chunk of this.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        total += chunk.byteLength
        if (total > this.limit) throw tooLarge()
        yield chunk
      }
    } catch (error) {
      throw error instanceof GatewayError ? error : endedEarly(error)
    } finally {
      // What nobody read must not stand before the next request of the connection.
      this.request.resume()
    }
  }

  private buffer(): Promise<Buffer> {
    return (this.whole ??= this.read())
  }

  private read(): Promise<Buffer> {
    this.refuseAnnouncedExcess()
    const { request, limit } = this
    return new Promise((resolve, reject) => {
      let first: Buffer | undefined
      let rest: Buffer[] | undefined
      let total = 0
      request.on('data', (chunk: Buffer) => {
        total += chunk.byteLength
        // The rest flows away unkept, so that the caller gets to read the refusal.
        if (total > limit) reject(tooLarge())
        else if (first === undefined) first = chunk
        else (rest ??= [first]).push(chunk)
      })
      request.on('end', () =>
        resolve(rest === undefined ? (first ?? Buffer.alloc(0)) : Buffer.concat(rest, total)),
      )
      request.on('error', (error) => reject(endedEarly(error)))
      request.on('close', () => {
        if (!request.complete) reject(endedEarly(undefined))
      })
    })
  }

  private refuseAnnouncedExcess(): void {
    if ((this.length ?? 0) > this.limit) throw tooLarge()
  }
}

function tooLarge(): GatewayError {
  return new GatewayError('SALLYPORT_REQUEST_BODY_TOO_LARGE', { headers: { connection: 'close' } })
}

function endedEarly(cause: unknown): GatewayError {
  return new GatewayError('SALLYPORT_REQUEST_MALFORMED', {
    detail: 'The request body ended too early.',
    cause,
  })
}
