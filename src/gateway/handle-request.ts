import { applyCors, servePreflight } from './cors/apply-cors.ts'
import type { Exchange, Reply } from './exchange.ts'
import { failureReply, replyToThrown } from './failure-response.ts'
import type { LinkedRoute } from './linked-route.ts'
import type { Journey } from './journey.ts'
import { GatewayContext } from './request-context.ts'
import {
  runErrorHandler,
  runNotFoundHandler,
  runPreRoutingHooks,
  runProblemFormat,
  runReplyHooks,
  runRequestHooks,
} from './run-hooks.ts'
import { runPipeline } from './run-pipeline.ts'
import { endRequestSpan, startRequestSpan } from './trace-request.ts'

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])

/** The journey of a request, on one screen: match, preflight, policies and handler, CORS headers, hooks, record. */
export async function handleRequest(journey: Journey, exchange: Exchange): Promise<Reply> {
  const startedAt = journey.services.now()
  const span = journey.tracer === undefined ? undefined : startRequestSpan(journey.tracer, exchange)
  let context: GatewayContext | undefined
  let reply: Reply
  try {
    const early =
      journey.extensions.preRoutingHooks.length === 0
        ? undefined
        : await runPreRoutingHooks(journey, exchange)
    const match = journey.routes.match(exchange.method, exchange.path)
    if (early !== undefined) reply = early
    else if (match === undefined) reply = await serveUnmatched(journey, exchange)
    else {
      exchange.params = match.params
      context = new GatewayContext(exchange, match.value.definition, journey.services, journey.actions)
      context.span = span
      reply = await serveRoute(journey, match.value, exchange, context)
    }
  } catch (thrown) {
    // What fails outside a route: hooks before routing, system routes.
    reply = replyToThrown(thrown, exchange, journey.services.log)
  }
  if (reply.problem !== undefined && context === undefined)
    reply = await runProblemFormat(journey, reply, exchange)
  reply.headers['zp-rid'] = exchange.requestId
  journey.record(exchange, reply, context, startedAt)
  if (span !== undefined) endRequestSpan(span, exchange, reply, context)
  return reply
}

/** One route from its first policy to its last hook; a thrown error takes the same way out. */
export async function serveRoute(
  journey: Journey,
  route: LinkedRoute,
  exchange: Exchange,
  context: GatewayContext,
): Promise<Reply> {
  let reply: Reply
  try {
    const answered =
      journey.extensions.requestHooks.length === 0
        ? undefined
        : await runRequestHooks(journey, exchange, context)
    reply = answered ?? (await runPipeline(route, exchange, context))
  } catch (thrown) {
    reply =
      (await runErrorHandler(journey, thrown, exchange, context)) ??
      replyToThrown(thrown, exchange, context.log)
  }
  if (reply.problem !== undefined) reply = await runProblemFormat(journey, reply, exchange, context)
  applyCors(reply, exchange, route.cors)
  return runReplyHooks(journey.extensions, reply, exchange, context)
}

async function serveUnmatched(journey: Journey, exchange: Exchange): Promise<Reply> {
  const system = journey.systemRoutes.filter((route) => route.matches(exchange.path))
  if (system.length > 0) {
    const served = system.find((route) => route.method === exchange.method)
    return served === undefined
      ? methodNotAllowed(
          exchange,
          system.map(({ method }) => method),
        )
      : served.serve(exchange)
  }
  if (!knownMethods.has(exchange.method))
    return failureReply('SALLYPORT_ROUTE_METHOD_NOT_IMPLEMENTED', exchange)
  const methods = journey.routes.allowedMethods(exchange.path)
  if (exchange.method === 'OPTIONS' && exchange.headers['access-control-request-method'] !== undefined) {
    return servePreflightFor(journey, exchange, methods)
  }
  const custom = await runNotFoundHandler(journey, exchange)
  if (custom !== undefined) return custom
  return methods.length === 0
    ? failureReply('SALLYPORT_ROUTE_NOT_FOUND', exchange)
    : methodNotAllowed(exchange, methods)
}

function servePreflightFor(journey: Journey, exchange: Exchange, methods: readonly string[]): Reply {
  const announced = exchange.headers['access-control-request-method']?.toUpperCase() ?? ''
  const match = journey.routes.match(announced, exchange.path)
  return servePreflight(exchange, match === undefined ? undefined : { cors: match.value.cors, methods })
}

function methodNotAllowed(exchange: Exchange, methods: readonly string[]): Reply {
  return failureReply('SALLYPORT_ROUTE_METHOD_NOT_ALLOWED', exchange, undefined, {
    allow: methods.join(', '),
  })
}
