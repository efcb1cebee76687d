import type { Exchange } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { Result } from '../../foundation/result.ts'
import type { CallScope } from './call-scope.ts'
import type { RpcError, RpcMessage, RpcRequest } from './json-rpc.ts'
import type { McpServer } from './mcp-server.ts'
import type { EraName } from './revisions.ts'

/** A request on its way through the method table. */
export interface RpcCall {
  readonly server: McpServer
  readonly request: RpcRequest
  readonly exchange: Exchange
  readonly context: GatewayContext
  readonly era: EraName
  /** What the routes that serve the request see of it, as `context.mcp`. */
  readonly scope: CallScope
}

/** The text of a result, or why there is none. */
export type RpcOutcome = Result<string, RpcError>

/** Serves one method. */
export type RpcMethod = (call: RpcCall) => RpcOutcome | Promise<RpcOutcome>

/** What the revisions of one era have in common. */
export interface Era {
  readonly name: EraName
  /** Why the message breaks a rule of its era; undefined when it may be served. */
  refuse(message: RpcMessage, exchange: Exchange): RpcError | undefined
  readonly methods: ReadonlyMap<string, RpcMethod>
  /** HTTP status under which an unknown method is refused. */
  readonly unknownMethodStatus: number
}
