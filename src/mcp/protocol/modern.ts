import { ok, refuse } from '../../foundation/result.ts'
import type { Exchange } from '../../gateway/exchange.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { callTool } from './methods/call-tool.ts'
import { completeArgument } from './methods/complete-argument.ts'
import type { Era, RpcCall, RpcMethod, RpcOutcome } from './era.ts'
import { getPrompt } from './methods/get-prompt.ts'
import { rpcCodes, type RpcError, type RpcMessage } from './json-rpc.ts'
import { listItems, listMethods } from './methods/list-items.ts'
import { listen } from './methods/listen.ts'
import { isLogLevel } from './log-levels.ts'
import { readResource } from './methods/read-resource.ts'
import { findArgumentMismatch, findHeaderMismatch } from './request-headers.ts'
import { metaKeys, modernRevisions } from './revisions.ts'

/** The revisions in which every request stands for itself (MCP 2026-07-28, basic/index, statelessness). */
export const modern: Era = {
  name: 'modern',
  refuse: refuseModern,
  methods: new Map<string, RpcMethod>([
    ['server/discover', ({ server }) => ok(server.discovered)],
    ...Object.keys(listMethods).map((name): [string, RpcMethod] => [name, listItems]),
    ['tools/call', callMirroredTool],
    ['subscriptions/listen', listen],
    ['prompts/get', getPrompt],
    ['resources/read', readResource],
    ['completion/complete', completeArgument],
  ]),
  unknownMethodStatus: 404,
}

function refuseModern(message: RpcMessage, exchange: Exchange): RpcError | undefined {
  if (message.kind === 'response') {
    return { status: 400, code: rpcCodes.invalidRequest, message: 'Clients must not send responses.' }
  }
  // The revision defines no header or `_meta` rules for notifications.
  if (message.kind === 'notification') return undefined
  const meta = isJsonObject(message.params['_meta']) ? message.params['_meta'] : {}
  const version = meta[metaKeys.protocolVersion]
  if (typeof version !== 'string') return missingMeta(metaKeys.protocolVersion, 'a string')
  const given = exchange.headers['mcp-protocol-version']
  const agrees = given === version
  if (agrees && !modernRevisions.includes(version)) return unsupported(version)
  const mismatch = findHeaderMismatch(message, version, exchange.headers)
  if (mismatch !== undefined) return { status: 400, code: rpcCodes.headerMismatch, message: mismatch }
  if (!isJsonObject(meta[metaKeys.clientCapabilities]))
    return missingMeta(metaKeys.clientCapabilities, 'an object')
  const level = meta[metaKeys.logLevel]
  // MCP 2026-07-28, server/utilities/logging, error handling.
  if (level !== undefined && !isLogLevel(level))
    return { status: 400, code: rpcCodes.invalidParams, message: `"${metaKeys.logLevel}" is no log level.` }
  return undefined
}

/** Both keys are required on every request (MCP 2026-07-28, basic/index, `_meta`). */
function missingMeta(key: string, type: string): RpcError {
  return { status: 400, code: rpcCodes.invalidParams, message: `params._meta must hold "${key}", ${type}.` }
}

function unsupported(requested: string): RpcError {
  return {
    status: 400,
    code: rpcCodes.unsupportedProtocolVersion,
    message: 'This server does not speak the requested protocol version.',
    data: { supported: modernRevisions, requested },
  }
}

/** Arguments that a tool has mirrored in headers must be the same there, for whoever stands between reads only these. */
function callMirroredTool(call: RpcCall): RpcOutcome | Promise<RpcOutcome> {
  const { name, arguments: args } = call.request.params
  const mirrored = typeof name === 'string' ? call.server.tools.get(name)?.tool.mirrored : undefined
  const mismatch =
    mirrored === undefined ? undefined : findArgumentMismatch(mirrored, args, call.exchange.headers)
  if (mismatch === undefined) return callTool(call)
  return refuse({ status: 400, code: rpcCodes.headerMismatch, message: mismatch })
}
