/** A severity of an MCP log message (RFC 5424, 6.2.1), least severe first. */
export type McpLogLevel =
  'debug' | 'info' | 'notice' | 'warning' | 'error' | 'critical' | 'alert' | 'emergency'

/** The JSON-RPC request of a client, as it was sent. */
export interface RawMcpRequest {
  readonly jsonrpc: '2.0'
  readonly id: string | number
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Something a client is asked for: a form for its user, a message of its model, its roots. */
export interface InputRequest {
  readonly method: 'elicitation/create' | 'sampling/createMessage' | 'roots/list'
  readonly params?: Readonly<Record<string, unknown>>
}

/** What a client answered, in the shape its method has. */
export type InputResponse = Readonly<Record<string, unknown>>

/** Headers that carry a trace on, each valid by W3C Trace Context or W3C Baggage. */
export interface TraceContext {
  readonly traceparent?: string
  readonly tracestate?: string
  readonly baggage?: string
}

/** What a handler gives in place of the answer its route has: the result of the MCP request. */
export type RawMcpResult = Readonly<Record<string, unknown>>

/** One MCP request, as the policies and handlers of the routes it invokes may use it. */
export interface McpCall {
  /** `legacy`: the revisions with a handshake; `modern`: those without. */
  readonly era: 'legacy' | 'modern'
  readonly rawRequest: RawMcpRequest
  /** Undefined when the client wants no progress. */
  readonly progressToken: string | number | undefined
  /** The least severe message the client wants; undefined when it wants none. */
  readonly logLevel: McpLogLevel | undefined
  /** Empty where the client did not say: legacy clients say it in a handshake, which is not kept. */
  readonly clientCapabilities: Readonly<Record<string, unknown>>
  readonly traceContext: TraceContext
  /** Aborts when the client cancels the request; in the modern era by going away. */
  readonly signal: AbortSignal
  /** Tells the client how far the work is; the value must grow. Does nothing when the client wants no progress. */
  progress(value: number, total?: number, message?: string): void
  /** Sends the client a log message; does nothing when the client wants none of this level. */
  log(level: McpLogLevel, data: unknown, logger?: string): void
  /**
   * Answers what the client says to the requests, by their keys. The first time nothing is known yet: the promise
   * rejects, the client is asked, and its retry runs everything again up to here.
   */
  requestInput(
    requests: Readonly<Record<string, InputRequest>>,
  ): Promise<Readonly<Record<string, InputResponse>>>
  /** A key for the next request of a handler that gives none; it is the same in each round while the order is. */
  nextInputKey(): string
  /** Sets the result of the MCP request; the answer of the route stays what callers by HTTP get. */
  setRawResult(result: RawMcpResult): void
}
