import { GatewayError } from '../foundation/errors.ts'
import type { Span, Tracer } from '../telemetry/span.ts'
import type { Exchange, Reply } from './exchange.ts'
import { readIncomingRequestProperties } from './facade/incoming-request-properties.ts'
import type { GatewayContext } from './request-context.ts'

/** Most of a text of the caller that is said of a span, characters. */
const longestText = 256

/**
 * Begins the span of a request (OpenTelemetry semantic conventions, HTTP server). It names paths, never queries, other
 * headers or bodies.
 */
export function startRequestSpan(tracer: Tracer, exchange: Exchange): Span {
  const { method, path, origin, headers } = exchange
  const { hostname, port, protocol } = new URL(origin)
  const { traceparent, tracestate } = headers
  return tracer.startRequest(exchange.requestId, {
    name: method,
    kind: 'server',
    attributes: {
      'http.request.method': method,
      'url.path': path.slice(0, longestText),
      'url.scheme': protocol.slice(0, -1),
      'server.address': hostname,
      'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
      'client.address': exchange.clientAddress === '' ? undefined : exchange.clientAddress,
      'user_agent.original': headers['user-agent']?.slice(0, longestText),
      'http.request.body.size': exchange.body.length,
      'geo.country.iso_code': countryOf(exchange),
    },
    ...(traceparent === undefined
      ? {}
      : { remote: { traceparent, ...(tracestate === undefined ? {} : { tracestate }) } }),
  })
}

/** Ends the span of a request once its answer is known; a body that flows is still on its way then. */
export function endRequestSpan(
  span: Span,
  exchange: Exchange,
  reply: Reply,
  context: GatewayContext | undefined,
): void {
  if (context !== undefined) span.rename(`${context.route.method} ${context.route.path}`)
  span.setAttributes({
    'http.response.status_code': reply.status,
    'http.route': context?.route.path,
    'http.response.body.size': sizeOf(reply),
    'enduser.id': exchange.user?.sub,
  })
  if (reply.status >= 500) span.fail(String(reply.status))
  span.end()
}

/** Runs work under a span of its own, which is the one that what the work starts hangs under. */
export function runInSpan<T>(span: Span, context: GatewayContext, work: () => T): T {
  const outer = context.span
  context.span = span
  const finish = (): void => {
    context.span = outer
    span.end()
  }
  const fail = (thrown: unknown): never => {
    span.fail(errorTypeOf(thrown))
    finish()
    throw thrown
  }
  let outcome: T
  try {
    outcome = work()
  } catch (thrown) {
    return fail(thrown)
  }
  if (outcome instanceof Promise)
    return outcome.then((value: unknown) => {
      finish()
      return value
    }, fail) as T
  finish()
  return outcome
}

/** A short name for what was thrown; its message may hold anything. */
export function errorTypeOf(thrown: unknown): string {
  if (thrown instanceof GatewayError) return thrown.code
  return thrown instanceof Error ? thrown.name : '_OTHER'
}

/** Where a trusted proxy says the caller is. */
function countryOf(exchange: Exchange): string | undefined {
  if (exchange.isFromTrustedProxy !== true) return undefined
  const { country } = readIncomingRequestProperties(exchange)
  return country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined
}

function sizeOf({ body, headers }: Reply): number | undefined {
  if (body === undefined) return 0
  if (typeof body === 'string') return new TextEncoder().encode(body).byteLength
  if (body instanceof Uint8Array) return body.byteLength
  const announced = headers['content-length']
  return typeof announced === 'string' ? Number(announced) : undefined
}
