import type { Span } from '../telemetry/span.ts'
import type { GatewayContext } from './request-context.ts'
import type { UpstreamReply, UpstreamRequest } from './services.ts'
import { errorTypeOf } from './trace-request.ts'

/** Sends a request on behalf of an exchange; where that is traced, the request is a span and carries the trace on. */
export function sendUpstream(context: GatewayContext, request: UpstreamRequest): Promise<UpstreamReply> {
  const { upstream } = context.services
  return context.span === undefined
    ? upstream.send(request)
    : traceSubrequest(context.span, request, (headers) => upstream.send({ ...request, headers }))
}

/** A request to another server as a span (OpenTelemetry semantic conventions, HTTP client); its query is not told. */
export async function traceSubrequest<T extends { readonly status: number }>(
  outer: Span,
  { method, url, headers }: Pick<UpstreamRequest, 'method' | 'url' | 'headers'>,
  send: (headers: Record<string, string>) => Promise<T>,
): Promise<T> {
  const { origin, pathname, hostname, port, protocol } = new URL(url)
  const span = outer.start({
    name: method,
    kind: 'client',
    attributes: {
      'http.request.method': method,
      'url.full': origin + pathname,
      'server.address': hostname,
      'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    },
  })
  try {
    const reply = await send(carryTrace(headers, span))
    span.setAttributes({ 'http.response.status_code': reply.status })
    if (reply.status >= 400) span.fail(String(reply.status))
    return reply
  } catch (thrown) {
    span.fail(errorTypeOf(thrown))
    throw thrown
  } finally {
    span.end()
  }
}

/** The state of one trace must not travel with the parent of another (W3C Trace Context, 3.3). */
function carryTrace(
  headers: Readonly<Record<string, string>>,
  { traceHeaders }: Span,
): Record<string, string> {
  if (traceHeaders.traceparent === undefined) return { ...headers }
  const { traceparent: _parent, tracestate: _state, ...others } = headers
  return { ...others, ...traceHeaders }
}
