import type { GatewayRequest } from './gateway-request.ts'
import type { ModuleContext } from './module-context.ts'
import type { Untyped } from './untyped.ts'

/** A handler of a project module; anything it returns that is no Response becomes JSON. */
export type RequestHandler = (request: GatewayRequest, context: ModuleContext) => unknown
/** An inbound policy of a project module. */
export type InboundPolicyHandler<Options = Untyped> = (
  request: GatewayRequest,
  context: ModuleContext,
  options: Options,
  policyName: string,
) => Request | Response | undefined | Promise<Request | Response | undefined>
/** An outbound policy of a project module. */
export type OutboundPolicyHandler<Options = Untyped> = (
  response: Response,
  request: GatewayRequest,
  context: ModuleContext,
  options: Options,
  policyName: string,
) => Response | Promise<Response>

/** What a function that a rate limit asks says of a request. */
export interface CustomRateLimitDetails {
  /** Whom the request counts for. */
  key: string
  /** In place of the policy's own. */
  requestsAllowed?: number
  /** In place of the policy's own, minutes. */
  timeWindowMinutes?: number
}
