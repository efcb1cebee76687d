import type { Exchange } from './exchange.ts'
import type { GatewayContext } from './request-context.ts'

/** One call of a tool that a message of an MCP route makes; a batch may make several. */
export interface ToolCall {
  /** Name of the tool. */
  readonly tool: string
  /** As the model gave them; nobody has judged them yet. */
  readonly arguments: Readonly<Record<string, unknown>>
  /** What the tool says of itself, such as `readOnlyHint`. */
  readonly annotations: Readonly<Record<string, unknown>>
}

/** A piece of what a tool answers; `type` says which other members there are. */
export interface ToolCallContent {
  readonly type: string
  readonly text?: string | undefined
}

/** What a tool call came to, as the model gets it (MCP, server/tools, tool result). */
export interface ToolCallResult {
  readonly content: readonly ToolCallContent[]
  readonly structuredContent?: Readonly<Record<string, unknown>>
  /** True when the call failed in a way that the model should see. */
  readonly isError?: boolean
  readonly _meta?: Readonly<Record<string, unknown>>
}

/** Why a policy does not let a tool call pass; it becomes a tool error. */
export interface ToolRefusal {
  readonly kind: 'refusal'
  /** Sentences for the model: what happened, and what it can do. */
  readonly message: string
  /** When the same call may pass, whole seconds from now; said to the model after the message, and in `_meta`. */
  readonly retryAfterSeconds?: number
}

/** What a policy answers a tool call with, in place of the tool. */
export type ToolAnswer = ToolRefusal | { readonly kind: 'result'; readonly result: ToolCallResult }

/** Judges a tool call before it is dispatched; nothing = it may pass. */
export type ToolHandler = (
  call: ToolCall,
  exchange: Exchange,
  context: GatewayContext,
) => ToolAnswer | undefined | Promise<ToolAnswer | undefined>

/** Sees what a tool call came to, and answers what to go on with. */
export type ToolResultHandler = (
  result: ToolCallResult,
  call: ToolCall,
  exchange: Exchange,
  context: GatewayContext,
) => ToolCallResult | Promise<ToolCallResult>

/** The part that a policy of an MCP route plays in each tool call. */
export interface ToolPolicy {
  readonly handleTool?: ToolHandler
  readonly handleToolResult?: ToolResultHandler
}

/** The policies of a route that want to know of tool calls, in the order of the route. */
export interface ToolPolicies {
  readonly inbound: readonly ToolPolicy[]
  readonly outbound: readonly ToolPolicy[]
}
