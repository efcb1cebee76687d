import { GatewayError } from '../../foundation/errors.ts'
import { emptyBody, type Exchange, type RequestBody } from '../exchange.ts'
import { exchangeBehind, GatewayRequest } from './gateway-request.ts'

/** The body of a web Request, read at most once from the platform. */
export class WebBody implements RequestBody {
  readonly length: number | undefined
  readonly isEmpty = false
  private readonly source: Request
  private readonly limit: number
  private whole: Promise<Uint8Array> | undefined = undefined

  constructor(source: Request, limit: number) {
    this.source = source
    this.limit = limit
    const announced = Number(source.headers.get('content-length') ?? Number.NaN)
    this.length = Number.isInteger(announced) ? announced : undefined
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes())
  }

  bytes(): Promise<Uint8Array> {
    return (this.whole ??= this.read())
  }

  async *stream(): AsyncIterable<Uint8Array> {
    yield await this.bytes()
  }

  private async read(): Promise<Uint8Array> {
    if ((this.length ?? 0) > this.limit) throw new GatewayError('SALLYPORT_REQUEST_BODY_TOO_LARGE')
    const bytes = new Uint8Array(await this.source.arrayBuffer())
    if (bytes.byteLength > this.limit) throw new GatewayError('SALLYPORT_REQUEST_BODY_TOO_LARGE')
    return bytes
  }
}

/** The body of a web Request as an exchange holds it. */
export function bodyOfRequest(request: Request, limit: number): RequestBody {
  return request.body === null ? emptyBody : new WebBody(request, limit)
}

/** Lets an exchange go on as the request that a policy or hook returned. */
export function adoptRequest(exchange: Exchange, request: Request, limit: number): void {
  const behind = exchangeBehind(request)
  if (behind === exchange) return
  if (behind !== undefined) {
    adoptExchange(exchange, behind)
    return
  }
  const url = new URL(request.url)
  exchange.method = request.method
  exchange.path = url.pathname
  exchange.search = url.search
  exchange.headers = Object.fromEntries(request.headers)
  exchange.body = bodyOfRequest(request, limit)
  if (!(request instanceof GatewayRequest)) return
  const { params, user } = request as GatewayRequest<{
    Params: Record<string, string>
    UserData: Record<string, unknown>
  }>
  if (Object.keys(params).length > 0) exchange.params = params
  exchange.user = user ?? exchange.user
}

/** Only what a request says; whose connection it came on, and which secrets must not leave, stays with the exchange. */
function adoptExchange(exchange: Exchange, from: Exchange): void {
  exchange.method = from.method
  exchange.path = from.path
  exchange.search = from.search
  exchange.headers = from.headers
  exchange.body = from.body
  if (Object.keys(from.params).length > 0) exchange.params = from.params
  exchange.user = from.user ?? exchange.user
}
