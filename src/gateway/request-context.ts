import type { RouteDefinition } from '../project/project.ts'
import type { Log } from '../telemetry/log.ts'
import type { Exchange, Reply } from './exchange.ts'
import type { McpCall } from './mcp-call.ts'
import type { Services } from './services.ts'

/** Runs parts of the gateway by name, for project modules. */
export interface ContextActions {
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

/** What policies and handlers know beside the exchange. Everything that costs is made when first asked for. */
export class GatewayContext {
  readonly requestId: string
  readonly route: RouteDefinition
  readonly services: Services
  readonly actions: ContextActions
  /** The context of the exchange that dispatched this one. */
  readonly parent: GatewayContext | undefined
  /** Why authentication or authorization refused, for the request record; never holds a token. */
  refusal: string | undefined = undefined
  /** Terms of the first policy that asked the caller to sign in; those that judge the user later challenge with them. */
  challengeTerms: ChallengeTerms | undefined = undefined
  /** Secrets the caller presented on this exchange, found by authentication policies. */
  presentedSecrets: readonly string[] = []
  /** What the handler adds to the request record, such as the tool that was called. */
  recordFields: Record<string, unknown> | undefined = undefined
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

  /** Lets work go on after the answer; a failure is logged. */
  waitUntil(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.log.error('background work failed', {
        error: error instanceof Error ? error.message : String(error),
      })
    })
  }
}
