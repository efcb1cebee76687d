import type { Exchange } from './exchange.ts'
import type { GatewayContext } from './request-context.ts'

/**
 * The path of the protected resource that a caller asked for: that of the route the request came in at. A route whose
 * path has parameters is as many resources as it has paths; below a dispatch, the one that was asked for is not at hand.
 */
export function askedPath(exchange: Exchange, context: GatewayContext): string | undefined {
  let asked = context
  while (asked.parent !== undefined) asked = asked.parent
  const { path, urlPattern } = asked.route
  if (urlPattern === undefined && !path.includes('{')) return path
  return asked === context ? exchange.path : undefined
}
