import type { RouteDefinition } from '../project/project.ts'
import type { CorsPolicy } from './cors/policy.ts'
import type { Handler } from './handler.ts'
import type { InboundPolicy, OutboundPolicy } from './policy.ts'

/** A route with its parts in place of their names. */
export interface LinkedRoute {
  readonly definition: RouteDefinition
  readonly inbound: readonly InboundPolicy[]
  readonly outbound: readonly OutboundPolicy[]
  readonly handler: Handler
  /** True when an outbound policy reads the text of answers; default: false. */
  readonly readsText?: boolean
  readonly cors: CorsPolicy | undefined
  /** True when the route opted in to passing the caller's credential on (`mcp.forwardAuthorization`). */
  readonly forwardsAuthorization: boolean
}
