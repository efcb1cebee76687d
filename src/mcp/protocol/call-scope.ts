import type { Exchange } from '../../gateway/exchange.ts'
import type {
  InputRequest,
  InputResponse,
  McpCall,
  McpLogLevel,
  RawMcpRequest,
  RawMcpResult,
  TraceContext,
} from '../../gateway/mcp-call.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { bindRequest, type BoundRequest } from '../input/request-binding.ts'
import { InputRounds } from '../input/rounds.ts'
import { EventStream, type EventKind } from './event-stream.ts'
import type { RpcRequest } from './json-rpc.ts'
import { isLoggedAt, isLogLevel } from './log-levels.ts'
import { metaKeys, type EraName } from './revisions.ts'
import { readTraceContext } from './trace-context.ts'

const nothing: JsonObject = {}
/** Longest progress token, characters; it is repeated in every notification. */
const longestToken = 512
/** Severity that legacy clients get: `logging/setLevel` has nowhere to be kept, and the server may choose. */
const legacyLogLevel: McpLogLevel = 'info'
/** How much each sign of life adds to the progress; so little that a handler's own values still grow. */
const signOfLife = 0.001

/** What results must hold that a handler may give in place of the answer of its route. */
const resultMembers: Readonly<Record<string, string | undefined>> = {
  'tools/call': 'content',
  'prompts/get': 'messages',
  'resources/read': 'contents',
}
const askingMethods = new Set(Object.keys(resultMembers))

/** What a request may do to its answer. */
export interface ScopeOptions {
  readonly era: EraName
  /** False where the answer must be one JSON document. */
  readonly canStream: boolean
  readonly keepAliveMs: number
}

/** The state of one MCP request while it is served. Everything is worked out when it is first asked for. */
export class CallScope implements McpCall {
  readonly era: EraName
  /** Called once, when the answer becomes an event stream. */
  onStream: ((stream: EventStream) => void) | undefined = undefined
  /** What a handler wants as result, in place of the answer of its route. */
  rawResult: RawMcpResult | undefined = undefined
  private readonly request: RpcRequest
  private readonly exchange: Exchange
  private readonly context: GatewayContext
  private readonly options: ScopeOptions
  private readonly meta: JsonObject
  private stream: EventStream | undefined = undefined
  private rounds: InputRounds | undefined = undefined
  private cancelling: AbortController | undefined = undefined
  private reached = Number.NEGATIVE_INFINITY
  private hasReported = false
  private isFinished = false

  constructor(request: RpcRequest, exchange: Exchange, context: GatewayContext, options: ScopeOptions) {
    const meta = request.params['_meta']
    this.era = options.era
    this.request = request
    this.exchange = exchange
    this.context = context
    this.options = options
    this.meta = isJsonObject(meta) ? meta : nothing
  }

  get rawRequest(): RawMcpRequest {
    const { id, method, params } = this.request
    return { jsonrpc: '2.0', id, method, params }
  }

  get progressToken(): string | number | undefined {
    const token = this.meta['progressToken']
    if (typeof token === 'string') return token.length <= longestToken ? token : undefined
    return Number.isSafeInteger(token) ? (token as number) : undefined
  }

  get logLevel(): McpLogLevel | undefined {
    if (this.era === 'legacy') return legacyLogLevel
    const level = this.meta[metaKeys.logLevel]
    return isLogLevel(level) ? level : undefined
  }

  get clientCapabilities(): JsonObject {
    const capabilities = this.meta[metaKeys.clientCapabilities]
    return isJsonObject(capabilities) ? capabilities : nothing
  }

  get traceContext(): TraceContext {
    return readTraceContext(this.meta)
  }

  /**
   * In the modern era a client that goes away cancels its request; in the legacy era it does not (MCP 2026-07-28,
   * basic/patterns/cancellation; 2025-11-25, basic/transports).
   */
  get signal(): AbortSignal {
    if (this.era === 'modern') return this.exchange.signal
    return (this.cancelling ??= new AbortController()).signal
  }

  /** True when a legacy client has cancelled its request. */
  get isCancelled(): boolean {
    return this.cancelling?.signal.aborted === true
  }

  /** Cancels a legacy request. */
  cancel(): void {
    ;(this.cancelling ??= new AbortController()).abort(new Error('The client cancelled the request.'))
  }

  progress(value: number, total?: number, message?: string): void {
    this.hasReported = true
    this.report(value, total, message)
  }

  private report(value: number, total?: number, message?: string): void {
    const progressToken = this.progressToken
    // MCP, basic/utilities/progress: the value must increase with each notification.
    if (progressToken === undefined || !(value > this.reached)) return
    this.reached = value
    this.notify('progress', 'notifications/progress', { progressToken, progress: value, total, message })
  }

  log(level: McpLogLevel, data: unknown, logger?: string): void {
    if (!isLogLevel(level)) throw new TypeError(`"${String(level)}" is no severity of an MCP log message.`)
    const wanted = this.logLevel
    // MCP 2026-07-28, server/utilities/logging: nothing is sent unless the request asks for it.
    if (wanted === undefined || !isLoggedAt(wanted, level)) return
    this.notify('news', 'notifications/message', { level, logger, data: data ?? null })
  }

  async requestInput(
    requests: Readonly<Record<string, InputRequest>>,
  ): Promise<Readonly<Record<string, InputResponse>>> {
    return this.input.request(requests)
  }

  nextInputKey(): string {
    return this.input.nextKey()
  }

  /** What the client was asked and has answered. */
  get input(): InputRounds {
    return (this.rounds ??= new InputRounds({
      declared: this.canAsk ? this.clientCapabilities : undefined,
      services: this.context.services,
      binding: () => bindRequest(this.bound, this.exchange, this.context),
    }))
  }

  /** True when the request ends with questions to the client. */
  get isAsking(): boolean {
    return this.rounds?.isAsking === true
  }

  /** True for the requests of the modern era whose result may be a question (basic/patterns/mrtr, supported requests). */
  get canAsk(): boolean {
    return this.era === 'modern' && askingMethods.has(this.request.method)
  }

  private get bound(): BoundRequest {
    const { method, params } = this.request
    return { method, target: params['name'] ?? params['uri'], arguments: params['arguments'] }
  }

  setRawResult(result: RawMcpResult): void {
    const member = resultMembers[this.request.method]
    if (member === undefined) throw new TypeError(`The result of ${this.request.method} cannot be replaced.`)
    if (!isJsonObject(result) || !Array.isArray(result[member]))
      throw new TypeError(`The result of ${this.request.method} must be an object with an array "${member}".`)
    // A copy: what is no JSON fails here, where the module sees it, and later changes do not count.
    this.rawResult = JSON.parse(JSON.stringify(result)) as RawMcpResult
  }

  get canStream(): boolean {
    return this.options.canStream
  }

  /** Makes the answer an event stream; its signs of life are progress where the client wants some. */
  openStream(): EventStream {
    if (this.stream !== undefined) return this.stream
    const stream = new EventStream(this.options.keepAliveMs, () => this.showLife())
    this.stream = stream
    const { signal } = this.exchange
    if (signal.aborted) stream.close()
    else signal.addEventListener('abort', () => stream.close(), { once: true })
    this.onStream?.(stream)
    return stream
  }

  /** The event stream the answer has become. */
  get openedStream(): EventStream | undefined {
    return this.stream
  }

  /** Ends the event stream, if the answer is one, with the response; nothing can be sent any more. */
  finish(text: string): void {
    const { stream, context } = this
    this.isFinished = true
    stream?.end(text)
    if (stream !== undefined && stream.dropped > 0)
      context.log.warn('mcp notifications dropped: the client reads too slowly', {
        ...context.recordFields,
        dropped: stream.dropped,
      })
  }

  private showLife(): void {
    if (!this.hasReported) this.report(Math.max(this.reached, 0) + signOfLife, undefined, 'Still working.')
  }

  private notify(kind: EventKind, method: string, params: JsonObject): void {
    if (!this.canStream || this.isFinished) return
    this.openStream().push(kind, JSON.stringify({ jsonrpc: '2.0', method, params }))
  }
}
