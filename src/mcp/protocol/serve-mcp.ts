import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { showFound } from '../../oauth/resource-server/token-refusal.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import type { Era, RpcOutcome } from './era.ts'
import {
  acceptedReply,
  errorText,
  parseMessage,
  resultText,
  rpcCodes,
  rpcReply,
  type RequestId,
  type RpcError,
  type RpcMessage,
  type RpcRequest,
} from './json-rpc.ts'
import { legacy } from './legacy.ts'
import type { McpServer } from './mcp-server.ts'
import { modern } from './modern.ts'
import { isOriginServed } from './origin-check.ts'
import { batchRevision, metaKeys, modernRevisions } from './revisions.ts'

/** Most messages of one batch; each may be a tool call, while policies of the server's route count the batch once. */
const largestBatch = 20

/**
 * Serves a POST to an MCP endpoint, in either era. Nothing is kept between two requests. Accept and Content-Type are not
 * looked at: the documented curl lines send neither as the specification asks, and the answer is one JSON document anyway.
 */
export async function serveMcp(
  server: McpServer,
  exchange: Exchange,
  context: GatewayContext,
): Promise<Reply> {
  const refusal = refuseForeignOrigin(server, exchange, context)
  if (refusal !== undefined) return refusal
  const body = parseJson(await exchange.body.text())
  if (!body.ok) return refusedReply(body.error)
  if (Array.isArray(body.value)) return serveBatch(server, body.value, exchange, context)
  const answer = await serveMessage(server, body.value, exchange, context)
  return answer === undefined ? acceptedReply() : rpcReply(answer.status, answer.text)
}

/** The answer to a page of a web origin that is not served (MCP 2025-11-25 and 2026-07-28, basic/transports, security). */
export function refuseForeignOrigin(
  { settings }: McpServer,
  exchange: Exchange,
  context: GatewayContext,
): Reply | undefined {
  const origin = exchange.headers['origin']
  if (origin === undefined) return undefined
  const { spellings } = context.services.publicOrigin
  if (isOriginServed({ origin, ownOrigin: exchange.origin, spellings, corsAllows: settings.corsAllows }))
    return undefined
  context.refusal = `origin: expected ${exchange.origin} or one the CORS policy allows, found ${showFound(origin)}`
  return refusedReply(originRefused)
}

const originRefused: RpcError = {
  status: 403,
  code: rpcCodes.invalidRequest,
  message: 'Requests from this web origin are not accepted here.',
}

function refusedReply(error: RpcError): Reply {
  return rpcReply(error.status, errorText(undefined, error))
}

function parseJson(text: string): Result<unknown, RpcError> {
  try {
    return ok(JSON.parse(text) as unknown)
  } catch {
    return refuse({ status: 400, code: rpcCodes.parseError, message: 'The body is not valid JSON.' })
  }
}

/** Only MCP 2025-03-26 allows several messages in one body; they are served one after the other. */
async function serveBatch(
  server: McpServer,
  messages: readonly unknown[],
  exchange: Exchange,
  context: GatewayContext,
): Promise<Reply> {
  const refusal = refuseBatch(messages, exchange)
  if (refusal !== undefined)
    return refusedReply({ status: 400, code: rpcCodes.invalidRequest, message: refusal })
  const texts: string[] = []
  for (const message of messages) {
    const answer = await serveMessage(server, message, exchange, context)
    if (answer !== undefined) texts.push(answer.text)
  }
  return texts.length === 0 ? acceptedReply() : rpcReply(200, `[${texts.join(',')}]`)
}

function refuseBatch(messages: readonly unknown[], exchange: Exchange): string | undefined {
  if (exchange.headers['mcp-protocol-version'] !== batchRevision) {
    return `The body must be one message; only MCP ${batchRevision}, named in the MCP-Protocol-Version header, knows batches.`
  }
  if (messages.length === 0) return 'The batch is empty.'
  if (messages.length > largestBatch) return `The batch holds more than ${largestBatch} messages.`
  // MCP 2025-03-26, basic/lifecycle: initialize must not be part of a batch.
  const opens = messages.some((message) => isJsonObject(message) && message['method'] === 'initialize')
  return opens ? 'The method initialize cannot be part of a batch.' : undefined
}

/** One response on its way out. */
interface Answer {
  readonly status: number
  readonly text: string
}

/** Answers nothing when no answer is due. */
async function serveMessage(
  server: McpServer,
  value: unknown,
  exchange: Exchange,
  context: GatewayContext,
): Promise<Answer | undefined> {
  const parsed = parseMessage(value)
  if (!parsed.ok) return refusedAnswer(parsed.error.id, parsed.error.error)
  const message = parsed.value
  const era = eraOf(message, exchange)
  context.recordFields = { mcpMethod: knownMethod(era, message), era: era.name }
  const refusal = era.refuse(message, exchange)
  const id = message.kind === 'request' ? message.id : undefined
  if (refusal !== undefined) return refusedAnswer(id, refusal)
  if (message.kind !== 'request') return undefined
  const outcome = await serveRequest(server, era, message, exchange, context)
  if (server.settings.debugMode) context.log.info('mcp request', context.recordFields)
  return outcome.ok
    ? { status: 200, text: resultText(message.id, outcome.value) }
    : refusedAnswer(id, outcome.error)
}

function refusedAnswer(id: RequestId | undefined, error: RpcError): Answer {
  return { status: error.status, text: errorText(id, error) }
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

function serveRequest(
  server: McpServer,
  era: Era,
  request: RpcRequest,
  exchange: Exchange,
  context: GatewayContext,
): RpcOutcome | Promise<RpcOutcome> {
  const method = era.methods.get(request.method)
  if (method !== undefined) return method({ server, request, exchange, context })
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
