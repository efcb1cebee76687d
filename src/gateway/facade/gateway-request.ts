import type { Exchange, RequestUser } from '../exchange.ts'
import type { Untyped } from './untyped.ts'

/** What `new GatewayRequest(…)` takes beside the members of a web Request. */
export interface GatewayRequestInit extends RequestInit {
  params?: Record<string, string>
  user?: RequestUser
}

/** The type arguments of {@link GatewayRequest}. */
export interface RequestTypes {
  Params?: Record<string, string>
  Query?: Record<string, string>
  UserData?: unknown
}

/** The user of a request, with typed data. */
export interface TypedUser<Data = Record<string, Untyped>> {
  sub: string
  data: Data
}

type ParamsOf<T extends RequestTypes> = T extends { Params: infer P } ? P : Record<string, string>
type QueryOf<T extends RequestTypes> = T extends { Query: infer Q } ? Q : Record<string, string>
type DataOf<T extends RequestTypes> = T extends { UserData: infer D } ? D : Record<string, Untyped>

/** A web Request that knows its path parameters, its query as a record, and the caller. */
export class GatewayRequest<T extends RequestTypes = RequestTypes> extends Request {
  params: ParamsOf<T>
  user: TypedUser<DataOf<T>> | undefined

  constructor(input: string | URL | Request, init: GatewayRequestInit = {}) {
    super(toPlatformRequest(input), init)
    const from = input instanceof GatewayRequest ? input : undefined
    this.params = (init.params ?? from?.params ?? {}) as ParamsOf<T>
    this.user = (init.user ?? from?.user) as TypedUser<DataOf<T>> | undefined
  }

  /** Query parameters, one value for each name. */
  get query(): QueryOf<T> {
    return Object.fromEntries(new URL(this.url).searchParams) as QueryOf<T>
  }

  /** A copy that knows the same parameters and caller. */
  override clone(): GatewayRequest<T> {
    const copy = new GatewayRequest<T>(super.clone())
    copy.params = { ...this.params }
    copy.user = this.user
    return copy
  }
}

/** Headers of a request that is on its way: reading only, as in the project format. */
class ReadOnlyHeaders extends Headers {
  override set(): void {
    throw new TypeError(
      'Headers of an incoming request cannot be changed; make a new request: new ZuploRequest(request, { headers }).',
    )
  }

  override append(): void {
    this.set()
  }

  override delete(): void {
    this.set()
  }
}

/**
 * Looks like a {@link GatewayRequest} (`instanceof Request` holds) over an exchange, without making one: method, url,
 * headers, text and json need no platform object; `body`, `formData` and handing it to `fetch` or `new Request` do.
 */
class RequestFacade {
  readonly exchange: Exchange
  private ownHeaders: Headers | undefined = undefined
  private used = false

  constructor(exchange: Exchange) {
    this.exchange = exchange
  }

  get method(): string {
    return this.exchange.method
  }

  get url(): string {
    return this.exchange.origin + this.exchange.path + this.exchange.search
  }

  get headers(): Headers {
    if (this.ownHeaders === undefined) {
      // Filled before its prototype forbids changes.
      this.ownHeaders = new Headers(this.exchange.headers)
      Object.setPrototypeOf(this.ownHeaders, ReadOnlyHeaders.prototype)
    }
    return this.ownHeaders
  }

  get params(): Record<string, string> {
    return this.exchange.params
  }

  set params(params: Record<string, string>) {
    this.exchange.params = params
  }

  get user(): RequestUser | undefined {
    return this.exchange.user
  }

  set user(user: RequestUser | undefined) {
    this.exchange.user = user
  }

  get query(): Record<string, string> {
    return Object.fromEntries(new URLSearchParams(this.exchange.search))
  }

  get signal(): AbortSignal {
    return this.exchange.signal
  }

  get bodyUsed(): boolean {
    return this.used
  }

  get body(): ReadableStream<Uint8Array> | null {
    if (this.exchange.body.isEmpty) return null
    return streamOf(this.exchange.body.stream())
  }

  text(): Promise<string> {
    this.used = true
    return this.exchange.body.text()
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    this.used = true
    const bytes = await this.exchange.body.bytes()
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.arrayBuffer())
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.arrayBuffer()], { type: this.exchange.headers['content-type'] ?? '' })
  }

  async formData(): Promise<FormData> {
    return new Response(await this.arrayBuffer(), {
      headers: { 'content-type': this.exchange.headers['content-type'] ?? '' },
    }).formData()
  }

  clone(): GatewayRequest {
    return createRequestFacade({
      ...this.exchange,
      signal: this.exchange.signal,
      headers: { ...this.exchange.headers },
    })
  }

  get cache(): RequestCache {
    return 'default'
  }

  get credentials(): RequestCredentials {
    return 'same-origin'
  }

  get destination(): RequestDestination {
    return ''
  }

  get integrity(): string {
    return ''
  }

  get keepalive(): boolean {
    return false
  }

  get mode(): RequestMode {
    return 'cors'
  }

  get redirect(): RequestRedirect {
    return 'manual'
  }

  get referrer(): string {
    return 'about:client'
  }

  get referrerPolicy(): ReferrerPolicy {
    return ''
  }
}

Object.setPrototypeOf(RequestFacade.prototype, GatewayRequest.prototype)

/** The request of an exchange as project modules see it. */
export function createRequestFacade(exchange: Exchange): GatewayRequest {
  return new RequestFacade(exchange) as unknown as GatewayRequest
}

/** The exchange behind a facade; undefined for requests a module made itself. */
export function exchangeBehind(request: Request): Exchange | undefined {
  return request instanceof RequestFacade ? request.exchange : undefined
}

/** What the platform's own `Request` and `fetch` accept: a facade becomes a real Request, anything else stays itself. */
export function toPlatformRequest(input: string | URL | Request): string | URL | Request {
  if (!(input instanceof RequestFacade)) return input
  const { exchange } = input
  const hasBody = !exchange.body.isEmpty && exchange.method !== 'GET' && exchange.method !== 'HEAD'
  const init: RequestInit & { duplex?: 'half' } = {
    method: exchange.method,
    headers: exchange.headers,
    signal: exchange.signal,
    redirect: 'manual',
  }
  if (hasBody) {
    init.body = streamOf(exchange.body.stream())
    init.duplex = 'half'
  }
  return new Request(input.url, init)
}

/** Chunks as a web stream that is pulled, never pushed. */
export function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator: AsyncIterator<Uint8Array, unknown> = chunks[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
