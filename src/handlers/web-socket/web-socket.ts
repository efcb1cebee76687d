import type { Exchange, HeaderFields, Reply, SocketUpgrade } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import { forwardedHeaders } from '../../gateway/forward-upstream.ts'
import { compileHandlerTemplate, fillHandlerTemplate } from '../../gateway/handler-template.ts'
import { defineHandler, type HandlerSetup } from '../../gateway/handler.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { traceSubrequest } from '../../gateway/send-upstream.ts'
import { webSocketOptions } from './options.ts'

/** A WebSocket of the caller, joined to one of an upstream. */
export const webSocket = defineHandler({
  exports: ['webSocketHandler'],
  options: webSocketOptions,
  create({ rewritePattern }, setup) {
    const template = compileHandlerTemplate(rewritePattern, 'rewritePattern', setup)
    const timeoutMs = setup.services.upstreamTimeoutMs
    return async function openWebSocket(exchange, context) {
      if (template === undefined) throw new Error('A handler with a broken template never serves.')
      const { upgrade } = exchange
      if (upgrade === undefined) return upgradeRequired(exchange)
      if (isForeignPage(exchange, setup)) return failureReply('SALLYPORT_REQUEST_ORIGIN_REFUSED', exchange)
      const url = fillHandlerTemplate(template, exchange, context, setup.environment)
      await connect(upgrade, url, exchange, context, timeoutMs)
      return { status: 101, headers: {}, body: undefined }
    }
  },
})

/** RFC 9110 section 15.5.22 wants the protocol named, RFC 6455 section 4.4 its version. */
function upgradeRequired(exchange: Exchange): Reply {
  return failureReply('SALLYPORT_REQUEST_UPGRADE_REQUIRED', exchange, undefined, {
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-version': '13',
  })
}

/** Browsers hold no answer back from a WebSocket, so CORS headers protect nobody: the server must refuse (RFC 6455 section 10.2). */
function isForeignPage({ headers, origin }: Exchange, { corsAllowsOrigin, route }: HandlerSetup): boolean {
  const page = headers['origin']
  return page !== undefined && page.toLowerCase() !== origin && !corsAllowsOrigin(route, page)
}

async function connect(
  upgrade: SocketUpgrade,
  url: string,
  exchange: Exchange,
  context: GatewayContext,
  timeoutMs: number,
): Promise<void> {
  const head = { method: 'GET', url, headers: handshakeHeaders(exchange, context) }
  if (context.signUpstream !== undefined) {
    const headers = await context.signUpstream({ ...head, body: undefined })
    return upgrade.connect({ url, headers, timeoutMs })
  }
  if (context.span === undefined) return upgrade.connect({ url, headers: head.headers, timeoutMs })
  await traceSubrequest(context.span, head, async (headers) => {
    await upgrade.connect({ url, headers, timeoutMs })
    return { status: 101 }
  })
}

/** Key, version and extensions belong to one connection; subprotocols the host passes on. */
function handshakeHeaders(exchange: Exchange, context: GatewayContext): HeaderFields {
  return Object.fromEntries(
    Object.entries(forwardedHeaders(exchange, context, true)).filter(
      ([name]) => !name.startsWith('sec-websocket-'),
    ),
  )
}
