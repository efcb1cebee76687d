import { canonicalJson } from '../../foundation/json/canonical-json.ts'
import type { Exchange } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'

/** What a retry must have in common with the request before it. */
export interface BoundRequest {
  readonly method: string
  /** Name of the tool or prompt, or URI of the resource. */
  readonly target: unknown
  readonly arguments: unknown
}

/**
 * A digest of who asks which server for what, so that nothing given for one request counts for another or for another
 * caller (MCP 2026-07-28, basic/patterns/mrtr, server requirements).
 */
export function bindRequest(request: BoundRequest, exchange: Exchange, context: GatewayContext): string {
  const { user } = exchange
  const principal = user === undefined ? [] : [user.data['iss'] ?? null, user.sub]
  const { method, target, arguments: args } = request
  return context.services.sha256(
    canonicalJson([context.route.path, principal, method, target ?? null, args ?? {}]),
  )
}
