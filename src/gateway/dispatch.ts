import { GatewayError } from '../foundation/errors.ts'
import { BufferedBody, emptyBody, type Exchange, type Reply } from './exchange.ts'
import type { LinkedRoute } from './linked-route.ts'
import { GatewayContext } from './request-context.ts'
import { runPipeline } from './run-pipeline.ts'
import type { DispatchRequest } from './setup.ts'

/** Deeper than any honest chain of routes that invoke each other. */
export const deepestDispatch = 8

/** Re-enters another route's pipeline in process: how a tool call reaches its route. */
export function dispatch(
  route: LinkedRoute,
  request: DispatchRequest,
  from: Exchange,
  context: GatewayContext,
): Promise<Reply> {
  if (context.depth >= deepestDispatch) throw new GatewayError('SALLYPORT_DISPATCH_TOO_DEEP')
  const exchange: Exchange = {
    requestId: from.requestId,
    method: request.method,
    path: request.path,
    search: request.search,
    origin: from.origin,
    headers: request.headers,
    body: request.body === undefined ? emptyBody : new BufferedBody(request.body),
    params: request.params,
    user: from.user,
    clientAddress: from.clientAddress,
    signal: from.signal,
    repeatedHeaders: [],
    callerSecrets: secretsOf(from, context),
  }
  return runPipeline(
    route,
    exchange,
    new GatewayContext(exchange, route.definition, context.services, context.actions, context),
  )
}

/** What the caller presented: what policies found, and an Authorization header even where no policy read it. */
function secretsOf(exchange: Exchange, context: GatewayContext): readonly string[] {
  const authorization = exchange.headers['authorization']
  if (authorization === undefined) return context.presentedSecrets
  return context.presentedSecrets.includes(authorization)
    ? context.presentedSecrets
    : [...context.presentedSecrets, authorization]
}
