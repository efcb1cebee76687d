import { expect, it } from 'vitest'
import { mcpProxyOptions } from '../../../../src/handlers/mcp-proxy/options.ts'

it.each(['https://mcp.example/mcp', 'http://127.0.0.1:1/mcp?a=b', '${env.MCP_URL}', '${ env.MCP_URL }'])(
  'takes %s',
  (rewritePattern) => {
    expect(mcpProxyOptions.parse({ rewritePattern })).toEqual({ rewritePattern, forwardSearch: true })
  },
)

it.each(['', 'mcp.example', 'https://${params.host}/mcp', '${env.A}/mcp', '${headers.get("x")}'])(
  'refuses %s, which may be another server for another request',
  (rewritePattern) => {
    expect(mcpProxyOptions.safeParse({ rewritePattern }).success).toBe(false)
  },
)
