import type { Exchange, Reply } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { ToolRequest } from '../tools/plan.ts'
import type { Tool } from '../tools/tool.ts'

/** A tool and the way to its route. */
export interface ServedTool {
  readonly tool: Tool
  /** Runs a request through the policies and the handler of the tool's route, in process. */
  dispatch(request: ToolRequest, exchange: Exchange, context: GatewayContext): Promise<Reply>
}

/** What an MCP server is made of. */
export interface McpServerSettings {
  readonly name: string
  readonly version: string
  /** Told to clients at the start, for the model. */
  readonly instructions: string | undefined
  /** In the order of tools/list; names are unique. */
  readonly tools: readonly ServedTool[]
  /** True when answers may differ from caller to caller, so that no shared cache may keep them. */
  readonly isPrivate: boolean
  /** True when the CORS policy of the server's route allows a web origin. */
  readonly corsAllows: (origin: string) => boolean
  /** How long a request may be quiet before its answer becomes an event stream, milliseconds. */
  readonly streamAfterMs: number
  /** How often a quiet event stream shows that it lives, milliseconds. */
  readonly keepAliveMs: number
  /** Log every message, without its arguments. */
  readonly debugMode: boolean
}

/** An MCP server, with everything that never changes already written as text. */
export interface McpServer {
  readonly settings: McpServerSettings
  readonly tools: ReadonlyMap<string, ServedTool>
  /** Result of tools/list as each era wants it. */
  readonly toolList: { readonly legacy: string; readonly modern: string }
  /** Result of initialize, by negotiated revision. */
  readonly initialized: ReadonlyMap<string, string>
  /** Result of server/discover. */
  readonly discovered: string
  /** Start of every modern result, up to where its own members go: `{"resultType":"complete","_meta":{…}`. */
  readonly modernPrefix: string
}
