import { ok, refuse } from '../../../foundation/result.ts'
import type { RpcCall, RpcOutcome } from '../era.ts'
import { findResource } from './find-resource.ts'
import { rpcCodes } from '../json-rpc.ts'

/**
 * Serves resources/subscribe and resources/unsubscribe of the legacy revisions. Without sessions there is nowhere to
 * send news to, which is why the capability is not declared; a client that asks all the same is not sent away, for it
 * would not read the resource then. A resource that does not exist is refused.
 */
export function subscribeResource({ server, request }: RpcCall): RpcOutcome {
  const { uri } = request.params
  if (typeof uri === 'string' && findResource(server, uri) !== undefined) return ok('{}')
  return refuse({
    status: 200,
    code: typeof uri === 'string' ? rpcCodes.resourceNotFound : rpcCodes.invalidParams,
    message: 'There is no resource at this address.',
  })
}
