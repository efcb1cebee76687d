import type { Problem } from '../foundation/http/problem.ts'
import type { RouteDefinition } from '../project/project.ts'
import type { Log } from '../telemetry/log.ts'
import type { Exchange, HeaderFields, Reply } from './exchange.ts'
import type { McpCall } from './mcp-call.ts'
import type { Services } from './services.ts'

/** Answers a problem in the project's own form; `facade` is what modules see of the context. */
export type FormatProblem = (
  problem: Problem | Readonly<Record<string, unknown>>,
  headers: HeadersInit | undefined,
  request: Request,
  facade: object,
) => Promise<Response>

/** What a context reaches of its gateway, for project modules: it runs parts of it by name. */
export interface ContextActions {
  /** Variables of the project. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Largest body that a module may hold whole, bytes. */
  readonly bodyLimit: number
  /** Undefined where problems are answered as RFC 9457 has them. */
  readonly formatProblem: FormatProblem | undefined
  invokeInbound(name: string, exchange: Exchange, context: GatewayContext): Promise<Reply | undefined>
  invokeOutbound(name: string, reply: Reply, exchange: Exchange, context: GatewayContext): Promise<Reply>
  /** Serves a path of this gateway in process, as a new request. */
  invokeRoute(exchange: Exchange, context: GatewayContext): Promise<Reply>
}

/** A change to an answer, or (final hooks) only a look at it. */
export type ReplyHook = (
  reply: Reply,
  exchange: Exchange,
  context: GatewayContext,
) => Promise<Reply | undefined>

/** What a policy does when the status of an answer is known; it never rejects. */
export type Settlement = (status: number) => Promise<void>

/** How DPoP proofs are made for a route. */
export interface DpopTerms {
  /** Accepted signature algorithms. */
  readonly algorithms: readonly string[]
  /** True when tokens that are not bound to a key are refused. */
  readonly required: boolean
}

/** What a challenge to the caller of a route names. */
export interface ChallengeTerms {
  /** True when protected resource metadata is published for the route. */
  readonly metadataEnabled: boolean
  /** Scopes to ask for. */
  readonly scopes: readonly string[]
  readonly dpop?: DpopTerms
}

/**
 * Signs a request to an upstream as it goes out, when nothing of it will change any more; answers the headers to send
 * instead.
 */
export type UpstreamSigner = (request: {
  readonly method: string
  readonly url: string
  readonly headers: HeaderFields
  readonly body: Uint8Array | undefined
}) => Promise<HeaderFields>

/** What policies and handlers know beside the exchange. Everything that costs is made when first asked for. */
export class GatewayContext {
  readonly requestId: string
  readonly route: RouteDefinition
  readonly services: Services
  readonly actions: ContextActions
  /** The context of the exchange that dispatched this one. */
  readonly parent: GatewayContext | undefined
  /** The exchange this is the context of. */
  readonly exchange: Exchange
  /** Why authentication or authorization refused, for the request record; never holds a token. */
  refusal: string | undefined = undefined
  /** Terms of the first policy that asked the caller to sign in; those that judge the user later challenge with them. */
  challengeTerms: ChallengeTerms | undefined = undefined
  /** Secrets the caller presented on this exchange, found by authentication policies. */
  presentedSecrets: readonly string[] = []
  /** What the handler adds to the request record, such as the tool that was called. */
  recordFields: Record<string, unknown> | undefined = undefined
  /** Set by a policy whose signature covers what the handler makes of the request. */
  signUpstream: UpstreamSigner | undefined = undefined
  sendingHooks: ReplyHook[] | undefined = undefined
  finalHooks: ReplyHook[] | undefined = undefined
  private settlements: Settlement[] | undefined = undefined
  /**
   * What modules see of it, kept here by `moduleContextOf`. A WeakMap would keep every context alive until the next full
   * collection.
   */
  facade: object | undefined = undefined
  private ownMcp: McpCall | undefined = undefined
  private ownLog: Log | undefined = undefined
  private ownCustom: Record<string, unknown> | undefined = undefined
  private ownContextId: string | undefined = undefined

  constructor(
    exchange: Exchange,
    route: RouteDefinition,
    services: Services,
    actions: ContextActions,
    parent?: GatewayContext,
  ) {
    this.requestId = exchange.requestId
    this.exchange = exchange
    this.route = route
    this.services = services
    this.actions = actions
    this.parent = parent
  }

  /** The MCP request that led here; undefined outside of one. */
  get mcp(): McpCall | undefined {
    return this.ownMcp ?? this.parent?.mcp
  }

  set mcp(call: McpCall | undefined) {
    this.ownMcp = call
  }

  /** Has the pipeline wait for this once the status of its answer is known, also where a policy answers or something fails. */
  settleWith(settlement: Settlement): void {
    ;(this.settlements ??= []).push(settlement)
  }

  /** Tells all that asked for it; undefined where none did. */
  settle(status: number): Promise<unknown> | undefined {
    const waiting = this.settlements
    if (waiting === undefined) return undefined
    this.settlements = undefined
    return Promise.all(waiting.map((settlement) => settlement(status)))
  }

  get log(): Log {
    return (this.ownLog ??= this.services.log.with({ requestId: this.requestId }))
  }

  /** A bag for project modules. */
  get custom(): Record<string, unknown> {
    return (this.ownCustom ??= {})
  }

  get contextId(): string {
    return (this.ownContextId ??= this.services.randomId())
  }

  /** How many dispatches led here. */
  get depth(): number {
    return this.parent === undefined ? 0 : this.parent.depth + 1
  }

  /** The exchange that came from outside; a dispatched one has the headers its tool gave it. */
  get incoming(): Exchange {
    return this.parent?.incoming ?? this.exchange
  }

  /** Lets work go on after the answer; a failure is logged, and a gateway that stops waits for it. */
  waitUntil(work: Promise<unknown>): void {
    const logged = Promise.resolve(work).catch((error: unknown) => {
      this.log.error('background work failed', {
        error: error instanceof Error ? error.message : String(error),
      })
    })
    this.services.background.add(logged)
  }
}
