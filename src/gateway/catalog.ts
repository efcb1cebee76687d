import type { AdminRoutes } from './admin-route.ts'
import type { Handler, HandlerDefinition } from './handler.ts'
import type { InboundPolicy, OutboundPolicy, PolicyDefinition } from './policy.ts'

/** The policies and handlers a gateway knows; `standard-catalog.ts` is the built-in one. */
export interface Catalog {
  readonly policies: readonly PolicyDefinition[]
  readonly handlers: readonly HandlerDefinition[]
  /** What the admin API serves of them; absent = nothing. */
  readonly adminRoutes?: readonly AdminRoutes[]
  /** Makes parts of functions that project modules export. */
  readonly customFunction: CustomFunctionDefinition
}

type Options = Readonly<Record<string, unknown>>

/** Turns functions of project modules into policies and handlers; `bodyLimit` bounds bodies they read, in bytes. */
export interface CustomFunctionDefinition {
  handler(fn: unknown, options: Options, bodyLimit: number): Handler
  inbound(fn: unknown, options: Options, name: string, bodyLimit: number): InboundPolicy
  outbound(fn: unknown, options: Options, name: string, bodyLimit: number): OutboundPolicy
}
