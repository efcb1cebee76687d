/** What is said of a piece of work: names of the semantic conventions, values that are no secret. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>

/** Whose work it is: what serves a caller, what calls another server, or what happens in between. */
export type SpanKind = 'server' | 'client' | 'internal'

/** Headers that carry a trace on (W3C Trace Context). */
export interface TraceHeaders {
  readonly traceparent?: string
  readonly tracestate?: string
}

/** How a span begins. */
export interface SpanStart {
  readonly name: string
  readonly kind: SpanKind
  readonly attributes?: SpanAttributes
  /** A trace that the caller of this work is in; it becomes the parent, and the span it would hang under a link. */
  readonly remote?: TraceHeaders
}

/** A timed piece of work within a trace. */
export interface Span {
  /** Begins a piece of work within this one. */
  start(start: SpanStart): Span
  rename(name: string): void
  setAttributes(attributes: SpanAttributes): void
  /** Says that the work failed, and how: a name of few possible ones (`error.type`), never the text of an error. */
  fail(errorType: string): void
  end(): void
  /** What a request to another server must carry to belong to this work; empty where nobody traces. */
  readonly traceHeaders: TraceHeaders
}

/** Begins the span of each request that comes to the gateway. */
export interface Tracer {
  startRequest(requestId: string, start: SpanStart): Span
}

/** Follows the span that code of a project runs under, also where the code waits. */
export interface SpanScope {
  run<T>(span: Span, work: () => T): T
  current(): Span | undefined
}
