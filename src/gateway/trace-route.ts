import type { Span, SpanScope } from '../telemetry/span.ts'
import type { Reply } from './exchange.ts'
import type { LinkedRoute } from './linked-route.ts'
import type { InboundPolicy, OutboundPolicy } from './policy.ts'
import type { GatewayContext } from './request-context.ts'
import { runInSpan } from './trace-request.ts'

/** Runs work so that code of the project finds the span; the scope is undefined where no such code runs. */
type Enter = <T>(span: Span, work: () => T) => T

/** What tracing must know of a project. */
export interface TraceTerms {
  readonly scope: SpanScope | undefined
  /** True for policies that are functions of the project. */
  isModule(policy: string): boolean
}

/** The same route with a span for each of its parts, made once at start: other gateways do not even ask. */
export function traceRoute(route: LinkedRoute, terms: TraceTerms): LinkedRoute {
  const { definition, handler } = route
  const { module, export: name } = definition.handler
  const enter = enterOf(terms, module !== 'gateway')
  return {
    ...route,
    inbound: route.inbound.map((policy) => traceInbound(policy, terms)),
    outbound: route.outbound.map((policy) => traceOutbound(policy, terms)),
    handler: Object.assign<LinkedRoute['handler'], Partial<LinkedRoute['handler']>>(
      (exchange, context) => inSpan(`handler ${name}`, context, enter, () => handler(exchange, context)),
      handler,
    ),
  }
}

/** An inbound policy that works under a span; the name of the policy says which. */
export function traceInbound(policy: InboundPolicy, terms: TraceTerms): InboundPolicy {
  const enter = enterOf(terms, terms.isModule(policy.name))
  return {
    ...policy,
    name: policy.name,
    handle: (exchange, context) =>
      inSpan(`policy ${policy.name}`, context, enter, () => policy.handle(exchange, context)),
  }
}

/** The same for an outbound policy. */
export function traceOutbound(policy: OutboundPolicy, terms: TraceTerms): OutboundPolicy {
  const enter = enterOf(terms, terms.isModule(policy.name))
  return {
    ...policy,
    name: policy.name,
    handle: (reply, exchange, context) =>
      inSpan(`policy ${policy.name}`, context, enter, () => policy.handle(reply, exchange, context)),
  }
}

/** The pipeline of a route that another one invoked. */
export function traceInnerRoute(
  outer: Span,
  inner: GatewayContext,
  run: () => Promise<Reply>,
): Promise<Reply> {
  const { method, path } = inner.route
  const attributes = { 'http.request.method': method, 'http.route': path }
  const span = outer.start({ name: `${method} ${path}`, kind: 'internal', attributes })
  return runInSpan(span, inner, async () => {
    const reply = await run()
    span.setAttributes({ 'http.response.status_code': reply.status })
    if (reply.status >= 500) span.fail(String(reply.status))
    return reply
  })
}

function inSpan<T>(name: string, context: GatewayContext, enter: Enter, work: () => T): T {
  const outer = context.span
  if (outer === undefined) return work()
  const span = outer.start({ name, kind: 'internal' })
  return runInSpan(span, context, () => enter(span, work))
}

function enterOf({ scope }: TraceTerms, isModule: boolean): Enter {
  return scope === undefined || !isModule ? (_span, work) => work() : (span, work) => scope.run(span, work)
}
