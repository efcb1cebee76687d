import type { Span, SpanAttributes, SpanStart, Tracer } from '../../src/telemetry/span.ts'

/** A span that was kept, with what was said of it. */
export interface RecordedSpan {
  name: string
  readonly kind: SpanStart['kind']
  readonly parent: string | undefined
  attributes: SpanAttributes
  failure: string | undefined
  isEnded: boolean
}

/** A tracer that keeps its spans, in the order they began. */
export class RecordingTracer implements Tracer {
  readonly spans: RecordedSpan[] = []

  startRequest(_requestId: string, start: SpanStart): Span {
    return this.begin(start, undefined)
  }

  begin({ name, kind, attributes = {} }: SpanStart, parent: string | undefined): Span {
    const recorded: RecordedSpan = { name, kind, parent, attributes, failure: undefined, isEnded: false }
    const id = String(this.spans.push(recorded)).padStart(16, '0')
    return {
      start: (start) => this.begin(start, recorded.name),
      rename: (renamed) => (recorded.name = renamed),
      setAttributes: (more) => (recorded.attributes = { ...recorded.attributes, ...more }),
      fail: (errorType) => (recorded.failure = errorType),
      end: () => (recorded.isEnded = true),
      traceHeaders: { traceparent: `00-${'a'.repeat(32)}-${id}-01` },
    }
  }
}
