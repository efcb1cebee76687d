import { refuse } from '../../foundation/result.ts'
import type { Exchange } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { CallScope } from './call-scope.ts'
import { describeSurprise } from './describe-failure.ts'
import type { Era, RpcCall, RpcOutcome } from './era.ts'
import {
  errorText,
  parseMessage,
  resultText,
  rpcCodes,
  type RequestId,
  type RpcError,
  type RpcMessage,
  type RpcNotification,
} from './json-rpc.ts'
import { legacy } from './legacy.ts'
import type { McpServer } from './mcp-server.ts'
import { modern } from './modern.ts'
import { refuseItem } from './refuse-item.ts'
import { metaKeys, modernRevisions } from './revisions.ts'
import { serveRound } from './serve-round.ts'
import { traceCall, traceOutcome } from './trace-call.ts'

/** One response on its way out. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** A message that is answered, now or later; until then its scope may make the answer an event stream. */
export type ServedMessage =
  | { readonly kind: 'known'; readonly answer: Answer }
  | { readonly kind: 'pending'; readonly answer: Promise<Answer>; readonly scope: CallScope }

/** Serves one message; answers nothing when no answer is due. */
export function serveMessage(
  server: McpServer,
  value: unknown,
  exchange: Exchange,
  context: GatewayContext,
  canStream: boolean,
): ServedMessage | undefined {
  const parsed = parseMessage(value)
  if (!parsed.ok) return refused(parsed.error.id, parsed.error.error)
  const message = parsed.value
  const era = eraOf(message, exchange)
  context.recordFields = { mcpMethod: knownMethod(era, message), era: era.name }
  const refusal = era.refuse(message, exchange)
  if (refusal !== undefined) return refused(message.kind === 'request' ? message.id : undefined, refusal)
  if (message.kind === 'notification') takeNotification(server, era, message, exchange)
  if (message.kind !== 'request') return undefined
  const { keepAliveMs } = server.settings
  const scope = new CallScope(message, exchange, context, { era: era.name, canStream, keepAliveMs })
  context.mcp = scope
  const call: RpcCall = { server, request: message, exchange, context, era: era.name, scope }
  const answer =
    context.span === undefined
      ? answerCall(era, call)
      : traceCall(context.span, knownMethod(era, message), call, () => answerCall(era, call))
  return answer instanceof Promise ? { kind: 'pending', answer, scope } : { kind: 'known', answer }
}

function answerCall(era: Era, call: RpcCall): Answer | Promise<Answer> {
  try {
    const outcome = serveRequest(era, call)
    if (!(outcome instanceof Promise)) return answerOf(call, outcome)
    return rememberWhile(call, outcome).then(
      (settled) => answerOf(call, settled),
      (thrown: unknown) => answerOf(call, failed(thrown, call)),
    )
  } catch (thrown) {
    return answerOf(call, failed(thrown, call))
  }
}

/** A legacy client cancels by a notification, a modern one by going away. */
function takeNotification(server: McpServer, era: Era, message: RpcNotification, exchange: Exchange): void {
  if (era.name === 'legacy' && message.method === 'notifications/cancelled')
    server.running.cancel(message.params['requestId'], exchange)
}

/** While a legacy request is served, its client may cancel it. */
function rememberWhile(call: RpcCall, outcome: Promise<RpcOutcome>): Promise<RpcOutcome> {
  const { server, request, exchange, era, scope } = call
  const forget = era === 'legacy' ? server.running.add(request.id, exchange, scope) : undefined
  return forget === undefined ? outcome : outcome.finally(forget)
}

function failed(thrown: unknown, { context }: RpcCall): RpcOutcome {
  return refuse({ status: 500, code: rpcCodes.internalError, message: describeSurprise(thrown, context) })
}

function refused(id: RequestId | undefined, error: RpcError): ServedMessage {
  return { kind: 'known', answer: { status: error.status, text: errorText(id, error) } }
}

function answerOf({ server, request: { id }, context }: RpcCall, outcome: RpcOutcome): Answer {
  if (context.span !== undefined) traceOutcome(context.span, outcome)
  if (server.settings.debugMode) context.log.info('mcp request', context.recordFields)
  return outcome.ok
    ? { status: 200, text: resultText(id, outcome.value) }
    : { status: outcome.error.status, text: errorText(id, outcome.error), headers: outcome.error.headers }
}

/**
 * The body decides: `_meta` with a protocol version is modern, and so is a request that claims a modern revision in its
 * header or uses the modern probe without it, so that it is told what it lacks; everything else is legacy (MCP
 * 2026-07-28, basic/versioning, backward compatibility).
 */
function eraOf(message: RpcMessage, exchange: Exchange): Era {
  const version = exchange.headers['mcp-protocol-version']
  const claims = version !== undefined && modernRevisions.includes(version)
  if (message.kind === 'response') return claims ? modern : legacy
  const meta = message.params['_meta']
  if (isJsonObject(meta) && Object.hasOwn(meta, metaKeys.protocolVersion)) return modern
  if (message.method === 'server/discover') return modern
  return claims && message.method !== 'initialize' ? modern : legacy
}

function serveRequest(era: Era, call: RpcCall): RpcOutcome | Promise<RpcOutcome> {
  const method = era.methods.get(call.request.method)
  if (method !== undefined) {
    const refused = refuseItem(call)
    if (refused !== undefined) return refused
    return call.scope.canAsk ? serveRound(method, call) : method(call)
  }
  return refuse({
    status: era.unknownMethodStatus,
    code: rpcCodes.methodNotFound,
    message: 'This server has no such method.',
  })
}

/** The method for the request record: only names this server knows, for the rest is the caller's text. */
function knownMethod(era: Era, message: RpcMessage): string {
  if (message.kind === 'response') return 'response'
  if (era.methods.has(message.method)) return message.method
  return message.kind === 'notification' ? 'notification' : 'unknown'
}
