import type { Exchange } from '../../gateway/exchange.ts'
import { defineHandler, type Handler, type HandlerSetup } from '../../gateway/handler.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { createMcpServer, warmTools } from '../../mcp/protocol/create-mcp-server.ts'
import { methodNotAllowed } from '../../mcp/protocol/json-rpc.ts'
import type { ServedTool } from '../../mcp/protocol/mcp-server.ts'
import { refuseForeignOrigin, serveMcp } from '../../mcp/protocol/serve-mcp.ts'
import { compileOperations } from './compile-operations.ts'
import { options, type McpServerOptions } from './options.ts'

/** Serves operations of the project as tools of an MCP server, at the route it handles. */
export const mcpServer = defineHandler({
  exports: ['mcpServerHandler'],
  options,
  create(given, setup) {
    const tools = compileOperations(given, setup)
    judge(given, setup)
    const { name, version, instructions, streamAfterMs, keepAliveMs, debugMode } = given
    const server = createMcpServer({
      name,
      version,
      instructions,
      tools,
      // A policy before the handler may let one caller pass and not another.
      isPrivate: setup.route.inbound.length > 0,
      corsAllows: (origin) => setup.corsAllowsOrigin(setup.route, origin),
      streamAfterMs,
      keepAliveMs,
      debugMode,
    })
    if (debugMode) logTools(tools, given, setup)
    let isWarm = false
    const serve: Handler = (exchange, context) => {
      if (exchange.method !== 'POST') return methodNotAllowed()
      if (!isWarm) {
        isWarm = true
        context.waitUntil(warmTools(server))
      }
      return serveMcp(server, exchange, context)
    }
    // A page from elsewhere is told so even without a token: a challenge would invite it to sign somebody in.
    return Object.assign(serve, {
      refuseEarly: (exchange: Exchange, context: GatewayContext) =>
        refuseForeignOrigin(server, exchange, context),
    })
  },
})

function judge(given: McpServerOptions, setup: HandlerSetup): void {
  if (given.operations.length === 0) {
    setup.report({
      severity: 'warning',
      code: 'SALLYPORT_MCP_NO_TOOLS',
      path: [],
      message: 'This MCP server has no tools.',
      hint: 'List operations of the project: "operations": [{ "file": "./config/routes.oas.json", "id": "…" }].',
    })
  }
  if (setup.route.method === 'POST') return
  setup.report({
    severity: 'warning',
    code: 'SALLYPORT_MCP_NOT_POST',
    path: [],
    message: `MCP messages arrive by POST; a route for ${setup.route.method} answers 405 to everything.`,
    hint: 'Move the operation to "post" of its path.',
  })
}

function logTools(tools: readonly ServedTool[], { name }: McpServerOptions, setup: HandlerSetup): void {
  const names = tools.map(({ tool }) => tool.listing.name)
  setup.services.log.info('mcp server created', { server: name, route: setup.route.path, tools: names })
}
