import type { Attributes } from '@opentelemetry/api'
import type { Span, SpanAttributes, SpanStart, TraceHeaders, Tracer } from '../../telemetry/span.ts'
import { beginMeasuring, endMeasuring } from './measured-requests.ts'

/** Takes what was measured of a piece of work that has ended. */
export interface Instruments {
  request(attributes: SpanAttributes, seconds: number, own: Attributes): void
  operation(attributes: SpanAttributes, seconds: number): void
}

const noHeaders: TraceHeaders = {}

/** Measures requests and MCP requests where a tracer would begin their spans; it knows nothing of traces. */
export class MeasuringTracer implements Tracer {
  private readonly instruments: Instruments
  private readonly now: () => number

  /** `now` answers milliseconds. */
  constructor(instruments: Instruments, now: () => number) {
    this.instruments = instruments
    this.now = now
  }

  startRequest(requestId: string, start: SpanStart): Span {
    beginMeasuring(requestId)
    return this.begin(start, (attributes, seconds) =>
      this.instruments.request(attributes, seconds, endMeasuring(requestId)),
    )
  }

  private begin(
    { attributes = {} }: SpanStart,
    record: ((attributes: SpanAttributes, seconds: number) => void) | undefined,
  ): Span {
    const startedAt = this.now()
    let said: SpanAttributes = attributes
    return {
      start: (start) =>
        this.begin(
          start,
          start.attributes?.['mcp.method.name'] === undefined
            ? undefined
            : (all, seconds) => this.instruments.operation(all, seconds),
        ),
      rename: () => undefined,
      setAttributes: (more) => {
        if (record !== undefined) said = { ...said, ...more }
      },
      fail: (errorType) => {
        if (record !== undefined) said = { ...said, 'error.type': errorType }
      },
      end: () => record?.(said, (this.now() - startedAt) / 1000),
      traceHeaders: noHeaders,
    }
  }
}
