import { ok, refuse } from '../../foundation/result.ts'
import type { Exchange } from '../../gateway/exchange.ts'
import { callTool } from './methods/call-tool.ts'
import { completeArgument } from './methods/complete-argument.ts'
import type { Era, RpcCall, RpcMethod, RpcOutcome } from './era.ts'
import { rpcCodes, type RpcError, type RpcMessage } from './json-rpc.ts'
import { getPrompt } from './methods/get-prompt.ts'
import { listItems, listMethods } from './methods/list-items.ts'
import { isLogLevel } from './log-levels.ts'
import { readResource } from './methods/read-resource.ts'
import { subscribeResource } from './methods/subscribe-resource.ts'
import { legacyRevisions, modernRevisions } from './revisions.ts'

/**
 * The revisions with a handshake, served without a session: nothing of `initialize` is remembered, and no other method
 * needs it (MCP 2025-11-25, basic/lifecycle and basic/transports).
 */
export const legacy: Era = {
  name: 'legacy',
  refuse: refuseLegacy,
  methods: new Map<string, RpcMethod>([
    ['initialize', initialize],
    ['ping', () => ok('{}')],
    ['logging/setLevel', setLogLevel],
    ...Object.keys(listMethods).map((name): [string, RpcMethod] => [name, listItems]),
    ['tools/call', callTool],
    ['prompts/get', getPrompt],
    ['resources/read', readResource],
    ['resources/subscribe', subscribeResource],
    ['resources/unsubscribe', subscribeResource],
    ['completion/complete', completeArgument],
  ]),
  unknownMethodStatus: 200,
}

/** MCP 2025-11-25, basic/transports: an unsupported version header is refused with 400, a missing one is fine. */
function refuseLegacy(message: RpcMessage, exchange: Exchange): RpcError | undefined {
  const version = exchange.headers['mcp-protocol-version']
  if (version === undefined || legacyRevisions.includes(version)) return undefined
  // A client that probed a modern revision first may still carry its header when it falls back to the handshake.
  const isHandshake = message.kind === 'request' && message.method === 'initialize'
  if (modernRevisions.includes(version) && (isHandshake || message.kind === 'notification')) return undefined
  return {
    status: 400,
    code: rpcCodes.invalidRequest,
    message: 'The MCP-Protocol-Version header names a revision that this server does not speak.',
    data: { supported: [...modernRevisions, ...legacyRevisions] },
  }
}

/** The client's revision when it is served, else the newest; the client decides whether it goes on (basic/lifecycle). */
function initialize({ server, request }: RpcCall): RpcOutcome {
  const wanted = request.params['protocolVersion']
  if (typeof wanted !== 'string') {
    return refuse({
      status: 200,
      code: rpcCodes.invalidParams,
      message: '"protocolVersion" must be a string.',
    })
  }
  const result = server.initialized.get(wanted) ?? server.initialized.get(legacyRevisions[0])
  return ok(result ?? '{}')
}

/**
 * Accepted and forgotten: without a session there is nobody to keep the level for, and the server may choose which
 * messages it sends (MCP 2025-11-25, server/utilities/logging).
 */
function setLogLevel({ request }: RpcCall): RpcOutcome {
  if (isLogLevel(request.params['level'])) return ok('{}')
  return refuse({ status: 200, code: rpcCodes.invalidParams, message: '"level" must be a log level.' })
}
