import { estimateTokenCount } from 'tokenx'
import type { HandlerDescription } from '../gateway/handler.ts'
import type { LinkedRoute } from '../gateway/linked-route.ts'
import type {
  DescribedTool,
  LeftOutOperation,
  McpServerDescription,
} from '../mcp/protocol/server-description.ts'
import { applyProfile } from '../mcp/tools/profiles/apply-profile.ts'
import { listModernTool } from '../mcp/tools/profiles/list-tools.ts'
import type { ProfileName } from '../mcp/tools/profiles/profile.ts'
import type { ToolListing } from '../mcp/tools/tool.ts'

/** A tool, and what it costs. */
export interface ToolReport {
  readonly name: string
  /** Tokens of what a model is given of it, estimated. */
  readonly tokens: number
  readonly operation: string
  /** What is not as the document says. */
  readonly warnings: readonly string[]
  /** What the profile leaves out. */
  readonly simplified: readonly string[]
  /** As tools/list of MCP 2026-07-28 has it. */
  readonly definition: ToolListing
}

/** An MCP server of a project, and what its tools cost together. */
export interface ServerReport {
  readonly name: string
  readonly path: string
  readonly profile: ProfileName
  readonly tokens: number
  readonly tools: readonly ToolReport[]
  readonly leftOut: readonly LeftOutOperation[]
}

/** What the report is of. */
export interface ToolsQuery {
  /** Name or path of a server; undefined = all. */
  readonly server: string | undefined
  /** Undefined = the profile of each server. */
  readonly profile: ProfileName | undefined
}

/** Reports on the tools of the MCP servers among linked routes, as they are served. */
export function buildToolsReport(routes: readonly LinkedRoute[], query: ToolsQuery): readonly ServerReport[] {
  return routes.flatMap(({ definition, handler }) => {
    const description = handler.describe?.()
    if (description === undefined || !isMcpServer(description)) return []
    const { path } = definition
    if (query.server !== undefined && query.server !== description.name && query.server !== path) return []
    return [reportServer(description, path, query.profile ?? description.profile)]
  })
}

function isMcpServer(description: HandlerDescription): description is McpServerDescription {
  return description.kind === 'mcp-server'
}

function reportServer(description: McpServerDescription, path: string, profile: ProfileName): ServerReport {
  const tools = description.tools.map((described) => reportTool(described, profile))
  const tokens = tools.reduce((sum, tool) => sum + tool.tokens, 0)
  return { name: description.name, path, profile, tokens, tools, leftOut: description.leftOut }
}

function reportTool({ tool, operation, problems }: DescribedTool, profile: ProfileName): ToolReport {
  const definition = listModernTool(tool, profile)
  const { name, description, inputSchema } = definition
  // That an id had to be changed to be a name shows beside the name.
  const told = problems.filter(
    ({ severity, code, at }) =>
      severity !== 'note' && !(code === 'SALLYPORT_MCP_TOOL_RENAMED' && at === 'operation'),
  )
  return {
    name,
    tokens: estimateTokenCount(JSON.stringify({ name, description, inputSchema })),
    operation,
    warnings: told.map(({ message }) => message),
    simplified: applyProfile(tool.listing, profile).notes,
    definition,
  }
}
