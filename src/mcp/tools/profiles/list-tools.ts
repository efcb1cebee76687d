import type { JsonSchema } from '../../../openapi/schema-compiler.ts'
import type { MirroredArgument, Tool, ToolListing } from '../tool.ts'
import { applyProfile } from './apply-profile.ts'
import type { ProfileName } from './profile.ts'

/** The definition of a tool in a profile. */
export function listTool(tool: Tool, profile: ProfileName): ToolListing {
  return tool.listings?.get(profile) ?? applyProfile(tool.listing, profile).listing ?? tool.listing
}

/** The same for clients of MCP 2026-07-28, who are told which arguments to mirror in headers; older ones know no such thing. */
export function listModernTool(tool: Tool, profile: ProfileName): ToolListing {
  const listing = listTool(tool, profile)
  const { mirrored = [] } = tool
  if (mirrored.length === 0) return listing
  return { ...listing, inputSchema: markMirrored(listing.inputSchema, mirrored) }
}

function markMirrored(schema: JsonSchema, mirrored: readonly MirroredArgument[]): JsonSchema {
  const properties: Record<string, unknown> = { ...(schema['properties'] as JsonSchema) }
  for (const { argument, header } of mirrored) {
    properties[argument] = { ...(properties[argument] as JsonSchema), 'x-mcp-header': header }
  }
  return { ...schema, properties }
}
