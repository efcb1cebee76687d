import { GatewayError } from '../foundation/errors.ts'
import {
  BufferedBody,
  emptyBody,
  type Exchange,
  type HeaderFields,
  type Reply,
  type RequestBody,
  type RequestUser,
} from './exchange.ts'
import type { LinkedRoute } from './linked-route.ts'
import type { McpCall, TraceContext } from './mcp-call.ts'
import { GatewayContext } from './request-context.ts'
import { noClientHooks, runReplyHooks } from './run-hooks.ts'
import { runPipeline } from './run-pipeline.ts'
import type { DispatchRequest } from './setup.ts'
import { traceInnerRoute } from './trace-route.ts'

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
  const { mcp } = context
  const exchange = new DispatchedExchange(request, from, secretsOf(from, context), mcp)
  if (mcp !== undefined) continueTrace(exchange.headers, mcp.traceContext)
  const own = new GatewayContext(exchange, route.definition, context.services, context.actions, context)
  return context.span === undefined
    ? serveDispatched(route, exchange, own)
    : traceInnerRoute(context.span, own, () => serveDispatched(route, exchange, own))
}

/** What is thrown has no answer yet; whoever dispatched makes one of it. */
async function serveDispatched(route: LinkedRoute, exchange: Exchange, own: GatewayContext): Promise<Reply> {
  return runReplyHooks(noClientHooks, await runPipeline(route, exchange, own), exchange, own)
}

/** An exchange made of another one. A class, so that all have one shape and the signal is made only for those who ask. */
class DispatchedExchange implements Exchange {
  readonly requestId: string
  readonly origin: string
  readonly clientAddress: string
  readonly repeatedHeaders: readonly string[]
  readonly dispatchedFrom: Exchange
  method: string
  path: string
  search: string
  headers: HeaderFields
  body: RequestBody
  params: Record<string, string>
  user: RequestUser | undefined
  callerSecrets: readonly string[]
  private readonly mcp: McpCall | undefined

  constructor(
    request: DispatchRequest,
    from: Exchange,
    callerSecrets: readonly string[],
    mcp: McpCall | undefined,
  ) {
    this.requestId = from.requestId
    this.origin = from.origin
    this.clientAddress = from.clientAddress
    this.method = request.method
    this.path = request.path
    this.search = request.search
    this.headers = request.headers
    this.body = request.body === undefined ? emptyBody : new BufferedBody(request.body)
    this.params = request.params
    this.user = from.user
    this.callerSecrets = callerSecrets
    this.repeatedHeaders = from.repeatedHeaders
    this.dispatchedFrom = from
    this.mcp = mcp
  }

  get isFromTrustedProxy(): boolean {
    return this.dispatchedFrom.isFromTrustedProxy === true
  }

  get signal(): AbortSignal {
    return this.mcp?.signal ?? this.dispatchedFrom.signal
  }
}

/** What the client says of its trace goes on with the request (MCP 2026-07-28, basic/index, trace context). */
function continueTrace(headers: HeaderFields, trace: TraceContext): void {
  // The state of one trace must not travel with the parent of another.
  if (trace.traceparent !== undefined) delete headers['tracestate']
  Object.assign(headers, trace)
}

/** What the caller presented: what policies found, and an Authorization header even where no policy read it. */
function secretsOf(exchange: Exchange, context: GatewayContext): readonly string[] {
  const authorization = exchange.headers['authorization']
  if (authorization === undefined) return context.presentedSecrets
  return context.presentedSecrets.includes(authorization)
    ? context.presentedSecrets
    : [...context.presentedSecrets, authorization]
}
