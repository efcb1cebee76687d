import type { Exchange, Reply, ReplyHeaders } from '../exchange.ts'
import { failureReply } from '../failure-response.ts'
import type { CorsPolicy } from './policy.ts'

/** What a preflight needs to know of the route that the announced request would meet. */
export interface PreflightTarget {
  readonly cors: CorsPolicy | undefined
  /** Methods of the path, for policies that name none. */
  readonly methods: readonly string[]
}

/** Answers a CORS preflight; no policy or handler runs for it. */
export function servePreflight(exchange: Exchange, target: PreflightTarget | undefined): Reply {
  const origin = exchange.headers['origin']
  if (origin === undefined || exchange.headers['access-control-request-method'] === undefined) {
    return failureReply(
      'SALLYPORT_REQUEST_MALFORMED',
      exchange,
      'A preflight needs Origin and Access-Control-Request-Method.',
    )
  }
  const cors = target?.cors
  if (target === undefined || cors === undefined || !cors.allowsOrigin(origin))
    return failureReply('SALLYPORT_ROUTE_NOT_FOUND', exchange)
  const headers: ReplyHeaders = {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': cors.methods ?? target.methods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers',
  }
  const allowed = cors.headers ?? exchange.headers['access-control-request-headers']
  if (allowed !== undefined) headers['access-control-allow-headers'] = allowed
  if (cors.maxAge !== undefined) headers['access-control-max-age'] = cors.maxAge
  if (cors.credentials) headers['access-control-allow-credentials'] = 'true'
  return { status: 200, headers, body: undefined }
}

/** Replaces whatever CORS headers an upstream sent by those of the route's policy. */
export function applyCors(reply: Reply, exchange: Exchange, cors: CorsPolicy | undefined): void {
  for (const name of Object.keys(reply.headers)) {
    if (name.startsWith('access-control-')) delete reply.headers[name]
  }
  const origin = exchange.headers['origin']
  if (cors === undefined || origin === undefined || !cors.allowsOrigin(origin)) return
  reply.headers['access-control-allow-origin'] = origin
  reply.headers['vary'] = appendVary(reply.headers['vary'])
  if (cors.expose !== undefined) reply.headers['access-control-expose-headers'] = cors.expose
  if (cors.credentials) reply.headers['access-control-allow-credentials'] = 'true'
}

function appendVary(vary: string | readonly string[] | undefined): string {
  if (vary === undefined) return 'Origin'
  const value = typeof vary === 'string' ? vary : vary.join(', ')
  return /(?:^|[\s,])(?:origin|\*)(?:$|[\s,])/i.test(value) ? value : `${value}, Origin`
}
