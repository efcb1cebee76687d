import type { ModuleContext } from '../gateway/facade/module-context.ts'
import type { RawMcpRequest } from '../gateway/mcp-call.ts'

/** What a tool's handler gives in place of the result the gateway makes of its answer. */
export interface RawCallToolResult {
  readonly content: readonly Readonly<Record<string, unknown>>[]
  readonly structuredContent?: unknown
  readonly isError?: boolean
  readonly _meta?: Readonly<Record<string, unknown>>
}

/** The format's older way to the MCP request behind a call; the same as `context.mcp`. */
export class McpSdk {
  private readonly context: ModuleContext

  constructor(context: ModuleContext) {
    this.context = context
  }

  /** The tools/call request as the client sent it; undefined when the route was not called as a tool. */
  getRawCallToolRequest(): RawMcpRequest | undefined {
    const request = this.context.mcp?.rawRequest
    return request?.method === 'tools/call' ? request : undefined
  }

  /** Sets the result of the tool call; callers by HTTP get the handler's answer as ever. */
  setRawCallToolResult(result: RawCallToolResult): void {
    if (this.getRawCallToolRequest() !== undefined) this.context.mcp?.setRawResult({ ...result })
  }
}
