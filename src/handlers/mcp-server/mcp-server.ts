import { compileGlobs } from '../../foundation/glob.ts'
import type { Exchange } from '../../gateway/exchange.ts'
import { defineHandler, type Handler, type HandlerSetup } from '../../gateway/handler.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { createMcpServer, warmItems } from '../../mcp/protocol/create-mcp-server.ts'
import { methodNotAllowed } from '../../mcp/protocol/json-rpc.ts'
import { topicOf } from '../../mcp/protocol/methods/listen.ts'
import type { SchemaChoice, ServerProfile } from '../../mcp/protocol/mcp-server.ts'
import type { McpServerDescription } from '../../mcp/protocol/server-description.ts'
import { overflowReader } from '../../mcp/resources/overflow-reader.ts'
import { refuseForeignOrigin, serveMcp } from '../../mcp/protocol/serve-mcp.ts'
import { compileOperations, type CompiledOperations } from './compile-operations.ts'
import { judgeOlderOptions, listsByOlderOptions } from './older-options.ts'
import { options, type McpServerOptions } from './options.ts'

/** Serves operations of the project as an MCP server, at the route it handles. */
export const mcpServer = defineHandler({
  exports: ['mcpServerHandler'],
  options,
  create(given, setup) {
    const { access, ...compiled } = compileOperations(given, setup)
    judge(given, setup)
    const { name, version, instructions, pageSize, streamAfterMs, keepAliveMs, debugMode } = given
    const server = createMcpServer({
      name,
      version,
      instructions,
      ...compiled,
      profile: profileOf(given),
      schemas: schemasOf(given),
      resourceReaders: compiled.tools.some(({ tool }) => tool.shape?.keepsOverflow === true)
        ? [overflowReader]
        : [],
      pageSize,
      // A policy before the handler may let one caller pass and not another.
      isPrivate: setup.route.inbound.length > 0 || access.model !== undefined,
      access: access.model,
      toolPolicies: setup.toolPolicies,
      corsAllows: (origin) => setup.corsAllowsOrigin(setup.route, origin),
      streamAfterMs,
      keepAliveMs,
      isLive: setup.services.changes.isLive,
      debugMode,
    })
    setup.announce(topicOf(setup.route), server.state)
    if (debugMode) logItems(compiled, given, setup)
    let isWarm = false
    const serve: Handler = (exchange, context) => {
      if (exchange.method !== 'POST') return methodNotAllowed()
      if (!isWarm) {
        isWarm = true
        context.waitUntil(warmItems(server))
      }
      return serveMcp(server, exchange, context)
    }
    // A page from elsewhere is told so even without a token: a challenge would invite it to sign somebody in.
    return Object.assign(serve, {
      asksToolPolicies: true as const,
      access: access.handlerAccess,
      refuseEarly: (exchange: Exchange, context: GatewayContext) =>
        refuseForeignOrigin(server, exchange, context),
      describe: (): McpServerDescription => ({
        kind: 'mcp-server',
        name,
        profile: given.profile,
        tools: compiled.described,
        leftOut: compiled.leftOut,
      }),
    })
  },
})

function profileOf({ title, websiteUrl, icons }: McpServerOptions): ServerProfile {
  return {
    ...(title === undefined ? {} : { title }),
    ...(websiteUrl === undefined ? {} : { websiteUrl }),
    ...(icons === undefined ? {} : { icons }),
  }
}

function schemasOf({ profile, clientProfiles }: McpServerOptions): SchemaChoice {
  const clients = Object.entries(clientProfiles).map(([glob, own]) => ({
    matches: compileGlobs([glob], 'name'),
    profile: own,
  }))
  return { profile, clients }
}

function judge(given: McpServerOptions, setup: HandlerSetup): void {
  judgeOlderOptions(given, setup)
  if (given.operations.length === 0 && !listsByOlderOptions(given)) {
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

function logItems(
  compiled: Omit<CompiledOperations, 'access'>,
  { name }: McpServerOptions,
  setup: HandlerSetup,
): void {
  setup.services.log.info('mcp server created', {
    server: name,
    route: setup.route.path,
    tools: compiled.tools.map(({ tool }) => tool.listing.name),
    prompts: compiled.prompts.map(({ prompt }) => prompt.listing.name),
    resources: compiled.resources.map(({ resource }) => resource.name),
  })
}
