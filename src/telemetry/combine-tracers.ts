import type { Span, SpanAttributes, SpanStart, TraceHeaders, Tracer } from './span.ts'

/** One tracer for several; undefined for none, so that requests nobody traces cost nothing. */
export function combineTracers(tracers: readonly Tracer[]): Tracer | undefined {
  if (tracers.length < 2) return tracers[0]
  return {
    startRequest: (requestId, start) =>
      new CombinedSpan(tracers.map((tracer) => tracer.startRequest(requestId, start))),
  }
}

class CombinedSpan implements Span {
  private readonly spans: readonly Span[]

  constructor(spans: readonly Span[]) {
    this.spans = spans
  }

  start(start: SpanStart): Span {
    return new CombinedSpan(this.spans.map((span) => span.start(start)))
  }

  rename(name: string): void {
    for (const span of this.spans) span.rename(name)
  }

  setAttributes(attributes: SpanAttributes): void {
    for (const span of this.spans) span.setAttributes(attributes)
  }

  fail(errorType: string): void {
    for (const span of this.spans) span.fail(errorType)
  }

  end(): void {
    for (const span of this.spans) span.end()
  }

  /** A request can carry one trace: the first that there is. */
  get traceHeaders(): TraceHeaders {
    const found = this.spans.find(({ traceHeaders }) => traceHeaders.traceparent !== undefined)
    return found?.traceHeaders ?? {}
  }
}
