import { ok, refuse } from '../../foundation/result.ts'
import type { RpcCall, RpcOutcome } from './era.ts'
import { rpcCodes } from './json-rpc.ts'
import type { EraName } from './revisions.ts'

/** Serves tools/list: every tool on one page, in the order of the server's operations. */
export function listTools({ server, request }: RpcCall, era: EraName): RpcOutcome {
  // This server hands out no cursors, so none can be valid (MCP, server/utilities/pagination).
  if (request.params['cursor'] !== undefined) {
    return refuse({
      status: 200,
      code: rpcCodes.invalidParams,
      message: 'The cursor is not one of this server: all tools are on one page.',
    })
  }
  return ok(server.toolList[era])
}
