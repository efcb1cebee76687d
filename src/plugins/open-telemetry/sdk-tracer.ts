import {
  ROOT_CONTEXT,
  SpanKind as SdkKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span as SdkSpan,
  type Tracer as Sdk,
} from '@opentelemetry/api'
import { parseTraceParent, TraceState } from '@opentelemetry/core'
import type { Span, SpanAttributes, SpanKind, SpanStart, TraceHeaders, Tracer } from '../../telemetry/span.ts'

const kinds: Readonly<Record<SpanKind, SdkKind>> = {
  server: SdkKind.SERVER,
  client: SdkKind.CLIENT,
  internal: SdkKind.INTERNAL,
}

/** A tracer over that of the SDK; contexts are passed on by hand, so that nothing is global. */
export class SdkTracer implements Tracer {
  private readonly sdk: Sdk
  private readonly requests = new Map<string, Context>()

  constructor(sdk: Sdk) {
    this.sdk = sdk
  }

  startRequest(requestId: string, start: SpanStart): Span {
    const span = startSpan(this.sdk, ROOT_CONTEXT, start, () => this.requests.delete(requestId))
    this.requests.set(requestId, span.context)
    return span
  }

  /** The context of a request that is being served. */
  contextOf(requestId: unknown): Context | undefined {
    return typeof requestId === 'string' ? this.requests.get(requestId) : undefined
  }
}

class TracedSpan implements Span {
  readonly context: Context
  private readonly sdk: Sdk
  private readonly span: SdkSpan
  private readonly onEnd: (() => void) | undefined

  constructor(sdk: Sdk, span: SdkSpan, onEnd: (() => void) | undefined) {
    this.sdk = sdk
    this.span = span
    this.onEnd = onEnd
    this.context = trace.setSpan(ROOT_CONTEXT, span)
  }

  start(start: SpanStart): Span {
    return startSpan(this.sdk, this.context, start)
  }

  rename(name: string): void {
    this.span.updateName(name)
  }

  setAttributes(attributes: SpanAttributes): void {
    this.span.setAttributes(attributes)
  }

  fail(errorType: string): void {
    this.span.setAttribute('error.type', errorType)
    this.span.setStatus({ code: SpanStatusCode.ERROR })
  }

  end(): void {
    this.span.end()
    this.onEnd?.()
  }

  /** The flags say whether the trace is kept, so that others decide alike (W3C Trace Context, 3.2.2.5). */
  get traceHeaders(): TraceHeaders {
    const { traceId, spanId, traceFlags, traceState } = this.span.spanContext()
    const flags = traceFlags.toString(16).padStart(2, '0')
    const tracestate = traceState?.serialize() ?? ''
    return {
      traceparent: `00-${traceId}-${spanId}-${flags}`,
      ...(tracestate === '' ? {} : { tracestate }),
    }
  }
}

function startSpan(sdk: Sdk, parent: Context, start: SpanStart, onEnd?: () => void): TracedSpan {
  const { name, kind, attributes = {}, remote } = start
  const continued = remote === undefined ? undefined : readRemote(remote)
  const outer = trace.getSpanContext(parent)
  const links = continued === undefined || outer === undefined ? [] : [{ context: outer }]
  const span = sdk.startSpan(name, { kind: kinds[kind], attributes, links }, continued ?? parent)
  return new TracedSpan(sdk, span, onEnd)
}

/** A trace state that is too long or malformed is left out by the library (W3C Trace Context, 3.3.1). */
function readRemote({ traceparent, tracestate }: TraceHeaders): Context | undefined {
  const parsed = traceparent === undefined ? null : parseTraceParent(traceparent)
  if (parsed === null) return undefined
  const state = tracestate === undefined ? {} : { traceState: new TraceState(tracestate) }
  return trace.setSpanContext(ROOT_CONTEXT, { ...parsed, ...state, isRemote: true })
}
