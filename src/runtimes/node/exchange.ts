import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  emptyBody,
  type Exchange,
  type HeaderFields,
  type RequestBody,
  type RequestUser,
  type SocketUpgrade,
} from '../../gateway/exchange.ts'
import { NodeBody } from './body.ts'

const nobody: readonly string[] = []

/** An exchange straight from a Node request: no Request object, and nothing made before it is asked for. */
export class NodeExchange implements Exchange {
  readonly requestId = randomUUID()
  readonly origin: string
  readonly clientAddress: string
  readonly isFromTrustedProxy: boolean
  readonly repeatedHeaders: readonly string[]
  method: string
  path: string
  search: string
  headers: HeaderFields
  body: RequestBody
  params: Record<string, string> = {}
  user: RequestUser | undefined = undefined
  callerSecrets: readonly string[] = nobody
  upgrade: SocketUpgrade | undefined = undefined
  private readonly response: ServerResponse
  private controller: AbortController | undefined = undefined

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    origin: string,
    clientAddress: string,
    bodyLimit: number,
    isFromTrustedProxy = false,
  ) {
    const url = request.url ?? '/'
    const query = url.indexOf('?')
    this.origin = origin
    this.clientAddress = clientAddress
    this.isFromTrustedProxy = isFromTrustedProxy
    this.method = request.method ?? 'GET'
    this.path = query === -1 ? url : url.slice(0, query)
    this.search = query === -1 ? '' : url.slice(query)
    this.headers = headersOf(request)
    // Projects of the format, and their upstreams, take it for the truth: what a caller says of itself there must not pass.
    if (clientAddress !== '') this.headers['true-client-ip'] = clientAddress
    else delete this.headers['true-client-ip']
    this.repeatedHeaders = repeatedAuthorization(request.rawHeaders)
    this.body =
      this.method === 'GET' || this.method === 'HEAD'
        ? emptyBodyOf(request, bodyLimit)
        : new NodeBody(request, bodyLimit)
    this.response = response
  }

  get signal(): AbortSignal {
    if (this.controller === undefined) {
      const controller = new AbortController()
      this.controller = controller
      const abort = (): void => {
        if (!this.response.writableFinished) controller.abort()
      }
      if (this.response.closed) abort()
      else this.response.once('close', abort)
    }
    return this.controller.signal
  }
}

/** Node joins repeated names with commas, so that every value is one string; only `set-cookie`, no header of a request, stays a list. */
function headersOf(request: IncomingMessage): HeaderFields {
  const cookies = request.headers['set-cookie']
  return (
    cookies === undefined ? request.headers : { ...request.headers, 'set-cookie': cookies.join(', ') }
  ) as HeaderFields
}

function emptyBodyOf(request: IncomingMessage, bodyLimit: number): RequestBody {
  const body = new NodeBody(request, bodyLimit)
  return body.isEmpty ? emptyBody : body
}

/** Node drops a second Authorization line silently; a request that carries two is an attack or a bug and must be seen. */
function repeatedAuthorization(rawHeaders: readonly string[]): readonly string[] {
  let seen = false
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]
    if (name === undefined || name.length !== 13 || name.toLowerCase() !== 'authorization') continue
    if (seen) return ['authorization']
    seen = true
  }
  return nobody
}
