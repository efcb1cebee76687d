import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AdminApi } from '../../admin-api/create-admin-api.ts'
import type { PublicOrigin } from '../../foundation/http/public-origin.ts'
import type { Gateway } from '../../gateway/create-gateway.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import { recordRequest } from '../../gateway/request-record.ts'
import type { Log } from '../../telemetry/log.ts'
import { isLocalCall } from './admin-access.ts'
import { NodeExchange } from './exchange.ts'
import { readForwardedClient, type TrustedProxies } from './trusted-proxies.ts'
import type { NodeUpgrade } from './node-upgrade.ts'
import { writeReply } from './write-reply.ts'

/** What serves paths of its own beside the gateway: the embedded authorization servers. */
export interface NodeSideServer {
  serves(path: string): boolean
  handle(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void>
}

/** One generation of a served project; a reload makes the next beside it. */
export interface ServedGeneration {
  readonly gateway: Gateway
  readonly publicOrigin: PublicOrigin
  readonly proxies: TrustedProxies
  readonly sideServer: NodeSideServer | undefined
  /** Undefined where it is switched off. */
  readonly admin?: AdminApi | undefined
  readonly bodyLimit: number
  /** Longest path and query, bytes. */
  readonly urlLimit: number
  readonly log: Log
}

/** Takes a request from the socket to its answer; one that asks for a WebSocket brings what can open it. */
export async function serveRequest(
  generation: ServedGeneration,
  request: IncomingMessage,
  response: ServerResponse,
  upgrade?: NodeUpgrade,
): Promise<void> {
  const client = readForwardedClient(request, generation.proxies)
  const origin = client.origin ?? generation.publicOrigin.of(request.headers.host)
  const { sideServer } = generation
  const isTooLong = (request.url ?? '').length > generation.urlLimit
  if (!isTooLong && sideServer !== undefined && origin !== undefined && sideServer.serves(pathOf(request))) {
    await sideServer.handle(request, response, origin)
    return
  }
  const exchange = new NodeExchange(
    request,
    response,
    origin ?? generation.publicOrigin.canonical,
    client.address,
    generation.bodyLimit,
    client.isBehindProxy,
  )
  exchange.upgrade = upgrade?.offerTo(exchange)
  const reply = isTooLong
    ? refuseUrl(generation, exchange)
    : origin === undefined
      ? refuseHost(generation, exchange)
      : generation.admin?.serves(exchange.path) === true
        ? await generation.admin.handle(exchange, isLocalCall(request))
        : await generation.gateway.handle(exchange)
  if (upgrade?.accepts(reply) === true) return
  await writeReply(reply, response, exchange.method === 'HEAD')
}

/** Most of a refused path that is repeated to the caller and the log, bytes. */
const longestRepeated = 100

function refuseUrl({ log, urlLimit }: ServedGeneration, exchange: Exchange): Reply {
  const found = exchange.path.length + exchange.search.length
  exchange.path = `${exchange.path.slice(0, longestRepeated)}...`
  const reply = failureReply('SALLYPORT_REQUEST_URL_TOO_LONG', exchange)
  const refusal = `url: expected at most ${urlLimit} bytes, found ${found}`
  recordRequest({ log, now: Date.now }, exchange, reply, { refusal }, Date.now())
  return reply
}

/** Only a page that rebinds DNS names another host to a gateway on loopback. */
function refuseHost({ publicOrigin, log }: ServedGeneration, exchange: Exchange): Reply {
  const reply = failureReply('SALLYPORT_REQUEST_HOST_REFUSED', exchange)
  // A Host header is no longer than a name may be (RFC 1035 section 2.3.4), and a port.
  const found = (exchange.headers['host'] ?? 'nothing').replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 261)
  const refusal = `host: expected that of ${publicOrigin.spellings.join(' or ')}, found ${found}`
  recordRequest({ log, now: Date.now }, exchange, reply, { refusal }, Date.now())
  return reply
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/'
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}
