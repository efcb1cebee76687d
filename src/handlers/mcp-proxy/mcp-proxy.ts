import { GatewayError } from '../../foundation/errors.ts'
import { discardBody, type Exchange, type Reply } from '../../gateway/exchange.ts'
import { forwardUpstream } from '../../gateway/forward-upstream.ts'
import { compileHandlerTemplate } from '../../gateway/handler-template.ts'
import { defineHandler, type Handler, type HandlerSetup } from '../../gateway/handler.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { refuseForeignOrigin } from '../../mcp/protocol/serve-mcp.ts'
import { mcpProxyOptions } from './options.ts'

/** Methods of the streamable HTTP transport (MCP 2025-11-25, basic/transports). */
const transportMethods = ['POST', 'GET', 'DELETE']

/** Stands before a remote MCP server: messages, sessions and streams pass, credentials do not. */
export const mcpProxy = defineHandler({
  exports: ['McpProxyHandler'],
  options: mcpProxyOptions,
  create({ rewritePattern, forwardSearch }, setup) {
    const url = resolveUrl(rewritePattern, setup)
    judgeMethod(setup)
    const passesCredentials = setup.route.mcp?.['forwardAuthorization'] === true
    const settings = { corsAllows: (origin: string) => setup.corsAllowsOrigin(setup.route, origin) }
    const sending = {
      followRedirects: false,
      timeoutMs: setup.services.upstreamTimeoutMs,
      // A stream may be silent for as long as nothing happens; it ends with the caller or the server.
      silenceMs: 0,
    }
    const forward: Handler = async (exchange, context) => {
      // The gateway has judged the web origin; the server would not know those that are allowed here.
      delete exchange.headers['origin']
      const target = forwardSearch ? withSearch(url, exchange.search) : url
      const reply = await forwardUpstream(exchange, context, target, sending)
      return reply.status === 401 && !passesCredentials ? refuseSignIn(reply, context) : reply
    }
    return Object.assign(forward, {
      refuseEarly: (exchange: Exchange, context: GatewayContext) => {
        nameCallerSecret(exchange)
        return refuseForeignOrigin({ settings }, exchange, context)
      },
    })
  },
})

/**
 * What the caller sends as authorization is for this gateway whether or not a policy reads it; it is named before the first
 * policy runs, so that what a policy sets for the upstream stays (MCP authorization: token passthrough is forbidden).
 */
function nameCallerSecret(exchange: Exchange): void {
  const authorization = exchange.headers['authorization']
  if (authorization !== undefined && authorization !== '')
    exchange.callerSecrets = [...exchange.callerSecrets, authorization]
}

/** The challenge of the server is for the gateway: a client that followed it would bring the token here. */
async function refuseSignIn(reply: Reply, context: GatewayContext): Promise<never> {
  await discardBody(reply)
  context.log.warn('an MCP server does not accept the credentials of the gateway', {
    path: context.route.path,
  })
  throw new GatewayError('SALLYPORT_UPSTREAM_SIGN_IN_REFUSED')
}

function resolveUrl(rewritePattern: string, setup: HandlerSetup): string {
  const template = compileHandlerTemplate(rewritePattern, 'rewritePattern', setup)
  const url = template?.fill({ env: setup.environment }) ?? ''
  const isKnown = template?.environmentNames.every((name) => setup.environment[name] !== undefined)
  if (isKnown === true && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)))
    setup.report({
      severity: 'error',
      code: 'SALLYPORT_CONFIG_INVALID_VALUE',
      path: ['rewritePattern'],
      message: `"${url}" is no http(s) URL.`,
      hint: 'Give the whole URL of the MCP server, such as https://mcp.example.com/mcp.',
    })
  return url
}

function judgeMethod({ route, report }: HandlerSetup): void {
  if (transportMethods.includes(route.method)) return
  report({
    severity: 'warning',
    code: 'SALLYPORT_MCP_NOT_POST',
    path: [],
    message: `No MCP client sends ${route.method}.`,
    hint: 'Messages arrive by "post"; "get" and "delete" of the same path are for servers with streams and sessions.',
  })
}

function withSearch(url: string, search: string): string {
  if (search.length <= 1) return url
  return url.includes('?') ? `${url}&${search.slice(1)}` : url + search
}
