import { GatewayError } from '../foundation/errors.ts'
import { askWholeText } from './ask-whole-text.ts'
import type { Exchange, Reply } from './exchange.ts'
import type { LinkedRoute } from './linked-route.ts'
import type { GatewayContext } from './request-context.ts'

/**
 * What the handler serves to nobody is refused first. Then inbound policies in order (any may answer, which skips the handler and the outbound policies), the handler, outbound
 * policies in order.
 */
export async function runPipeline(
  route: LinkedRoute,
  exchange: Exchange,
  context: GatewayContext,
): Promise<Reply> {
  try {
    const reply = await runParts(route, exchange, context)
    const settled = context.settle(reply.status)
    if (settled !== undefined) await settled
    return reply
  } catch (thrown) {
    await context.settle(thrown instanceof GatewayError ? thrown.status : 500)
    throw thrown
  }
}

async function runParts(route: LinkedRoute, exchange: Exchange, context: GatewayContext): Promise<Reply> {
  const refusal = route.handler.refuseEarly?.(exchange, context)
  if (refusal !== undefined) return refusal
  for (const policy of route.inbound) {
    const answer = policy.handle(exchange, context)
    const reply = answer instanceof Promise ? await answer : answer
    if (reply !== undefined) return reply
  }
  if (exchange.callerSecrets.length > 0 && !route.forwardsAuthorization)
    removeCallerSecrets(exchange, context)
  if (route.readsText === true) askWholeText(exchange)
  let reply = await route.handler(exchange, context)
  // No body, no Response object can be of this status: it is no answer yet, but the way to a WebSocket.
  if (reply.status === 101) return reply
  for (const policy of route.outbound) reply = await policy.handle(reply, exchange, context)
  return reply
}

/**
 * Removes the caller's credential by value wherever it stands, so that no handler can send it to an upstream, while an
 * `Authorization` that a policy set for the upstream stays (MCP authorization: token passthrough is forbidden).
 */
function removeCallerSecrets(exchange: Exchange, context: GatewayContext): void {
  const secrets =
    context.presentedSecrets.length === 0
      ? exchange.callerSecrets
      : [...exchange.callerSecrets, ...context.presentedSecrets]
  const { headers } = exchange
  for (const name of Object.keys(headers)) {
    const value = headers[name]
    if (value !== undefined && secrets.some((secret) => value.includes(secret))) delete headers[name]
  }
}
