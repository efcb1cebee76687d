import type { McpServer, McpServerSettings } from './mcp-server.ts'
import { legacyRevisions, metaKeys, modernRevisions } from './revisions.ts'

/**
 * How long clients may keep tools/list and server/discover, milliseconds. The set of tools changes only when the
 * gateway is started or reloaded, and nothing tells clients of it; a minute is what they may lag behind.
 */
const keptFor = 60_000

/** Writes at start whatever an MCP server says the same way to everyone. */
export function createMcpServer(settings: McpServerSettings): McpServer {
  const { name, version, instructions, tools, isPrivate } = settings
  const serverInfo = { name, version }
  const capabilities = { tools: {} }
  const told = instructions === undefined ? {} : { instructions }
  const list = JSON.stringify(tools.map(({ tool }) => tool.listing))
  const modernPrefix = `{"resultType":"complete","_meta":${JSON.stringify({ [metaKeys.serverInfo]: serverInfo })}`
  // MCP 2026-07-28, server/utilities/caching: "public" only when the answer does not depend on the caller.
  const caching = `"ttlMs":${keptFor},"cacheScope":"${isPrivate ? 'private' : 'public'}"`
  const discovered = JSON.stringify({ supportedVersions: modernRevisions, capabilities, ...told })
  return {
    settings,
    tools: new Map(tools.map((served) => [served.tool.listing.name, served])),
    toolList: {
      legacy: `{"tools":${list}}`,
      modern: `${modernPrefix},${caching},"tools":${list}}`,
    },
    initialized: new Map(
      legacyRevisions.map((protocolVersion) => [
        protocolVersion,
        JSON.stringify({ protocolVersion, capabilities, serverInfo, ...told }),
      ]),
    ),
    discovered: `${modernPrefix},${caching},${discovered.slice(1)}`,
    modernPrefix,
  }
}

/** Work that is done ahead, milliseconds; thousands of large schemas would keep a core busy for a minute. */
const longestWarming = 3_000

/**
 * Compiles the checks of the tools, one at a time with pauses, so that the first call of each does not wait for it and
 * other requests are served meanwhile. Tools it does not reach in time compile theirs at their first call.
 */
export async function warmTools(server: McpServer, longest = longestWarming): Promise<void> {
  let worked = 0
  for (const { tool } of server.tools.values()) {
    if (worked > longest) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    const start = performance.now()
    tool.arguments.warm()
    tool.answer?.warm()
    worked += performance.now() - start
  }
}
