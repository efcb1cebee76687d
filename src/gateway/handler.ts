import type { ZodType } from 'zod'
import type { RouteDefinition } from '../project/project.ts'
import type { ServedState } from './change-feed.ts'
import type { Exchange, Reply } from './exchange.ts'
import type { HandlerAccess } from './handler-access.ts'
import type { InboundPolicy, ProtectedResource } from './policy.ts'
import type { GatewayContext } from './request-context.ts'
import type { Setup } from './setup.ts'
import type { ToolPolicies } from './tool-call.ts'

/** A linked handler: answers what the inbound policies let pass. */
export interface Handler {
  (exchange: Exchange, context: GatewayContext): Reply | Promise<Reply>
  /** Asked before the first policy: answers what this handler serves to nobody, whoever signs in. */
  readonly refuseEarly?: (exchange: Exchange, context: GatewayContext) => Reply | undefined
  /** True when this handler asks the tool policies of its route, which then do not see the POST. */
  readonly asksToolPolicies?: true
  /** What callers need for the parts of this handler; absent where all may use all of it. */
  readonly access?: HandlerAccess
  /** What this handler makes of its options, for people who look at it without a client; `kind` says how to read it. */
  readonly describe?: () => HandlerDescription
}

/** What a handler offers. */
export interface HandlerDescription {
  readonly kind: string
}

/** What the creation of a handler may use. */
export interface HandlerSetup extends Setup {
  readonly route: RouteDefinition
  /** What the inbound policies of the route protect it with, in pipeline order. */
  readonly protectedResources: readonly ProtectedResource[]
  /** Policies of the route that want to know of tool calls; undefined where there are none. */
  readonly toolPolicies: ToolPolicies | undefined
  /** The linked inbound policies of any route of the project, in pipeline order. */
  readonly inboundOf: (route: RouteDefinition) => readonly InboundPolicy[]
  /** Says what the route serves, for connections that stay open when the next gateway takes over. */
  announce(topic: string, state: ServedState): void
}

/** A kind of handler, found by a route's `handler.export`. */
export interface HandlerDefinition<Options = unknown> {
  readonly exports: readonly [string, ...string[]]
  readonly options: ZodType<Options>
  /** Runs once per route at start. */
  create(options: Options, setup: HandlerSetup): Handler
}

/** Types the options of a handler from its schema. */
export function defineHandler<Options>(definition: HandlerDefinition<Options>): HandlerDefinition {
  return definition
}
