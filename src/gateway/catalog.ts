import type { HandlerDefinition } from './handler.ts'
import type { PolicyDefinition } from './policy.ts'

/** The policies and handlers a gateway knows; `standard-catalog.ts` is the built-in one. */
export interface Catalog {
  readonly policies: readonly PolicyDefinition[]
  readonly handlers: readonly HandlerDefinition[]
  /** Makes the handler of a route whose `handler.module` is a project module. */
  readonly customFunction: CustomFunctionDefinition
}

/** Turns functions of project modules into policies and handlers. */
export interface CustomFunctionDefinition {
  handler: (fn: unknown, options: Readonly<Record<string, unknown>>) => import('./handler.ts').Handler
  inbound: (
    fn: unknown,
    options: Readonly<Record<string, unknown>>,
    name: string,
  ) => import('./policy.ts').InboundPolicy
  outbound: (
    fn: unknown,
    options: Readonly<Record<string, unknown>>,
    name: string,
  ) => import('./policy.ts').OutboundPolicy
}
