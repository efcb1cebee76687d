import { ok, refuse } from '../../foundation/result.ts'
import type { RpcCall, RpcMethod, RpcOutcome } from './era.ts'
import { rpcCodes } from './json-rpc.ts'
import { metaKeys } from './revisions.ts'

/**
 * Serves one round of a request whose result may be a question to the client: what a retry brings is taken first, and
 * when the work ends with questions, they are the result, whatever became of the work (MCP 2026-07-28,
 * basic/patterns/mrtr).
 */
export async function serveRound(method: RpcMethod, call: RpcCall): Promise<RpcOutcome> {
  const { params } = call.request
  if (params['inputResponses'] !== undefined || params['requestState'] !== undefined) {
    const opened = await call.scope.input.open(params)
    if (!opened.ok) return refuse({ status: 200, code: rpcCodes.invalidParams, message: opened.error })
  }
  const outcome = await method(call)
  return call.scope.isAsking ? askClient(call) : outcome
}

async function askClient({ server, scope }: RpcCall): Promise<RpcOutcome> {
  const asked = await scope.input.outcome()
  if (asked.kind === 'missing') {
    const { requiredCapabilities } = asked
    return refuse({
      // MCP 2026-07-28, basic/index, per-request protocol fields: 400 is a MUST.
      status: 400,
      code: rpcCodes.missingClientCapability,
      message: 'The request needs capabilities that the client does not declare.',
      data: { requiredCapabilities },
    })
  }
  if (asked.kind === 'too large') {
    const message = 'The answers given so far are more than a client can carry along.'
    return refuse({ status: 200, code: rpcCodes.invalidParams, message })
  }
  const { inputRequests, requestState } = asked
  const _meta = { [metaKeys.serverInfo]: server.serverInfo }
  return ok(JSON.stringify({ resultType: 'input_required', _meta, inputRequests, requestState }))
}
