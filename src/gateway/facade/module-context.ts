import type { Log, LogLevel } from '../../telemetry/log.ts'
import { emptyBody, type Exchange, type Reply } from '../exchange.ts'
import type { GatewayContext, ReplyHook } from '../request-context.ts'
import type { Services } from '../services.ts'
import { createRequestFacade, exchangeBehind, type GatewayRequest } from './gateway-request.ts'
import {
  readIncomingRequestProperties,
  type IncomingRequestProperties,
} from './incoming-request-properties.ts'
import { ModuleMcp } from './module-mcp.ts'
import { createModuleRoute, type ModuleRoute } from './module-route.ts'
import { adoptRequest, bodyOfRequest } from './request-conversion.ts'
import { replyOfResponse, responseOfReply } from './response-conversion.ts'
import type { Untyped } from './untyped.ts'

/** The log of a request as modules write it: any values, joined. */
export interface ModuleLog {
  debug(...values: unknown[]): void
  info(...values: unknown[]): void
  log(...values: unknown[]): void
  warn(...values: unknown[]): void
  error(...values: unknown[]): void
  /** Adds fields to every later line of this request. */
  setLogProperties(fields: Record<string, unknown>): void
}

/** A hook of a module that may replace the answer. */
export type ResponseSendingHook = (
  response: Response,
  request: GatewayRequest,
  context: ModuleContext,
) => Response | Promise<Response>
/** What listeners of `responseSent` get. */
export interface ResponseSentEvent {
  readonly type: 'responseSent'
  readonly request: GatewayRequest
  readonly response: Response
}

/** A hook of a module that only looks at the answer. */
export type ResponseSendingFinalHook = (
  response: Response,
  request: GatewayRequest,
  context: ModuleContext,
) => void | Promise<void>

const contextsBehind = new WeakMap<object, GatewayContext>()

/** The gateway's own context behind that of a module; the runtime API reaches it, modules do not. */
export function contextBehind(context: object): GatewayContext {
  const inner = contextsBehind.get(context)
  if (inner === undefined) throw new TypeError('This takes the context that a handler, policy or hook gets.')
  return inner
}

/** What the host provides to the gateway that a context belongs to. */
export function servicesOf(context: ModuleContext): Services {
  return contextBehind(context).services
}

/** The context of a request as project modules see it. */
export class ModuleContext {
  readonly requestId: string
  readonly route: ModuleRoute
  readonly log: ModuleLog
  private readonly inner: GatewayContext
  private ownMcp: ModuleMcp | undefined = undefined
  private ownProperties: IncomingRequestProperties | undefined = undefined
  private readonly bodyLimit: number

  constructor(inner: GatewayContext, bodyLimit: number) {
    this.inner = inner
    this.bodyLimit = bodyLimit
    contextsBehind.set(this, inner)
    this.requestId = inner.requestId
    this.route = createModuleRoute(inner.route, inner.exchange)
    this.log = createModuleLog(inner)
  }

  get contextId(): string {
    return this.inner.contextId
  }

  /** A bag that lives as long as the request. */
  get custom(): Record<string, Untyped> {
    return this.inner.custom
  }

  /** Variables of the project; `environment` of the runtime API is the same. */
  get env(): Readonly<Record<string, string | undefined>> {
    return this.inner.actions.environment
  }

  /** Another name of {@link env}. */
  get secrets(): Readonly<Record<string, string | undefined>> {
    return this.env
  }

  /** The context of the request that invoked this one; set inside a tool call. */
  get parentContext(): ModuleContext | undefined {
    return this.inner.parent === undefined ? undefined : moduleContextOf(this.inner.parent, this.bodyLimit)
  }

  /** The MCP request that led here: progress, log, questions to the client; undefined when there is none. */
  get mcp(): ModuleMcp | undefined {
    const call = this.inner.mcp
    if (call === undefined) return undefined
    return (this.ownMcp ??= new ModuleMcp(call))
  }

  /** What the edge knows of the connection, as a trusted proxy says it; of a tool call, that of its client. */
  get incomingRequestProperties(): IncomingRequestProperties {
    return (this.ownProperties ??= readIncomingRequestProperties(this.inner.incoming))
  }

  /** A JSON answer. */
  json(value: unknown, init?: ResponseInit): Response {
    return Response.json(value, init)
  }

  /** Lets work go on after the answer. */
  waitUntil(work: Promise<unknown>): void {
    this.inner.waitUntil(work)
  }

  /** Runs an inbound policy by name; answers the request to go on with, or the answer of the policy. */
  async invokeInboundPolicy(name: string, request: Request): Promise<GatewayRequest | Response> {
    const exchange = this.exchangeOf(request)
    const reply = await this.inner.actions.invokeInbound(name, exchange, this.inner)
    return reply === undefined ? createRequestFacade(exchange) : responseOfReply(reply)
  }

  /** Runs an outbound policy by name. */
  async invokeOutboundPolicy(name: string, response: Response, request: Request): Promise<Response> {
    return responseOfReply(
      await this.inner.actions.invokeOutbound(
        name,
        replyOfResponse(response),
        this.exchangeOf(request),
        this.inner,
      ),
    )
  }

  /** Serves a path of this gateway in process, through its whole pipeline; the caller's headers do not travel along. */
  async invokeRoute(pathOrUrl: string, init: RequestInit = {}): Promise<Response> {
    const request = new Request(new URL(pathOrUrl, 'http://gateway.internal'), init)
    const exchange = this.exchangeOf(request)
    exchange.headers['host'] ??= new URL(request.url).host
    return responseOfReply(await this.inner.actions.invokeRoute(exchange, this.inner))
  }

  /** Changes the answer just before it is sent, after hooks added earlier. */
  addResponseSendingHook(hook: ResponseSendingHook): void {
    ;(this.inner.sendingHooks ??= []).push(sendingHook(hook, this.bodyLimit))
  }

  /** Looks at the answer that is sent. */
  addResponseSendingFinalHook(hook: ResponseSendingFinalHook): void {
    ;(this.inner.finalHooks ??= []).push(finalHook(hook, this.bodyLimit))
  }

  /** Older spelling of a final hook. */
  addEventListener(type: 'responseSent', listener: (event: ResponseSentEvent) => void | Promise<void>): void {
    if (type === 'responseSent')
      this.addResponseSendingFinalHook((response, request) => listener({ type, request, response }))
  }

  private exchangeOf(request: Request): Exchange {
    const behind = exchangeBehind(request)
    if (behind !== undefined) return behind
    const url = new URL(request.url)
    const exchange: Exchange = {
      requestId: this.requestId,
      method: request.method,
      path: url.pathname,
      search: url.search,
      origin: url.origin,
      headers: {},
      body: emptyBody,
      params: {},
      user: undefined,
      clientAddress: '',
      signal: request.signal,
      repeatedHeaders: [],
      callerSecrets: [],
    }
    adoptRequest(exchange, request, this.bodyLimit)
    exchange.body = bodyOfRequest(request, this.bodyLimit)
    return exchange
  }
}

/** The one facade of a context: the same object for every module of a request, so that data can hang on it. */
export function moduleContextOf(context: GatewayContext, bodyLimit: number): ModuleContext {
  if (context.facade instanceof ModuleContext) return context.facade
  const facade = new ModuleContext(context, bodyLimit)
  context.facade = facade
  return facade
}

/** A module's hook as the gateway runs it: the Response it returns replaces the answer. */
export function sendingHook(hook: ResponseSendingHook, bodyLimit: number): ReplyHook {
  return async (reply, exchange, context) =>
    replyOfResponse(
      await hook(responseOfReply(reply), createRequestFacade(exchange), moduleContextOf(context, bodyLimit)),
    )
}

/** A module's final hook as the gateway runs it: it sees a copy without the body's stream. */
export function finalHook(hook: ResponseSendingFinalHook, bodyLimit: number): ReplyHook {
  return async (reply, exchange, context) => {
    const seen: Reply =
      typeof reply.body === 'string' || reply.body instanceof Uint8Array
        ? reply
        : { ...reply, body: undefined }
    await hook(responseOfReply(seen), createRequestFacade(exchange), moduleContextOf(context, bodyLimit))
    return undefined
  }
}

/** A log as modules write it, over that of a request or of the gateway. */
export function createModuleLog(context: { readonly log: Log }): ModuleLog {
  let extra: Record<string, unknown> | undefined
  const write =
    (level: LogLevel) =>
    (...values: unknown[]): void => {
      context.log[level](values.map(render).join(' '), extra)
    }
  return {
    debug: write('debug'),
    info: write('info'),
    log: write('info'),
    warn: write('warn'),
    error: write('error'),
    setLogProperties: (fields) => {
      extra = { ...extra, ...fields }
    },
  }
}

function render(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return value.stack ?? value.message
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}
