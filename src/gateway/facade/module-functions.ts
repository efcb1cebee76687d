import type { GatewayRequest } from './gateway-request.ts'
import type { ModuleContext } from './module-context.ts'

/** A handler of a project module; anything it returns that is no Response becomes JSON. */
export type RequestHandler = (request: GatewayRequest, context: ModuleContext) => unknown
/** An inbound policy of a project module. */
export type InboundPolicyHandler = (
  request: GatewayRequest,
  context: ModuleContext,
  options: Readonly<Record<string, unknown>>,
  policyName: string,
) => Request | Response | undefined | Promise<Request | Response | undefined>
/** An outbound policy of a project module. */
export type OutboundPolicyHandler = (
  response: Response,
  request: GatewayRequest,
  context: ModuleContext,
  options: Readonly<Record<string, unknown>>,
  policyName: string,
) => Response | Promise<Response>
