import type { McpServer } from './mcp-server.ts'
import { metaKeys, type EraName } from './revisions.ts'

/**
 * The text of a result. In the modern era it says that it is complete and which server it comes from (MCP 2026-07-28,
 * basic/index, responses), beside whatever `_meta` it has.
 */
export function buildResult(server: McpServer, era: EraName, result: object): string {
  if (era === 'legacy') return JSON.stringify(result)
  const meta = '_meta' in result ? result._meta : undefined
  if (meta === undefined && Object.keys(result).length > 0)
    return `${server.modernPrefix},${JSON.stringify(result).slice(1)}`
  const own = { [metaKeys.serverInfo]: server.serverInfo }
  const merged = typeof meta === 'object' ? { ...meta, ...own } : own
  return JSON.stringify({ ...result, resultType: 'complete', _meta: merged })
}
