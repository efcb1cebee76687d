import type { ProfileName } from '../tools/profiles/profile.ts'
import type { Tool, ToolProblem } from '../tools/tool.ts'

/** What an MCP server offers, for people who look at it without a client. */
export interface McpServerDescription {
  readonly kind: 'mcp-server'
  readonly name: string
  /** Profile in which it lists its tools. */
  readonly profile: ProfileName
  readonly tools: readonly DescribedTool[]
  readonly leftOut: readonly LeftOutOperation[]
}

/** A tool, and what became of its operation. */
export interface DescribedTool {
  readonly tool: Tool
  /** Such as `listBooks in ./config/routes.oas.json`. */
  readonly operation: string
  readonly problems: readonly ToolProblem[]
}

/** An operation that the server lists and does not offer. */
export interface LeftOutOperation {
  readonly operation: string
  /** Why, as sentences. */
  readonly reasons: readonly string[]
}
