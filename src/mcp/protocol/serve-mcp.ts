import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { showFound } from '../../oauth/resource-server/token-refusal.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { deepestJson, isTooDeep } from './json-depth.ts'
import { acceptedReply, errorText, rpcCodes, rpcReply, type RpcError } from './json-rpc.ts'
import type { McpServer } from './mcp-server.ts'
import { isOriginServed } from './origin-check.ts'
import { replyWhenKnown } from './reply-when-known.ts'
import { batchRevision } from './revisions.ts'
import { serveMessage } from './serve-message.ts'

/** Most messages of one batch; each may be a tool call, while policies that know no tools see the batch once. */
const largestBatch = 20

/**
 * Serves a POST to an MCP endpoint, in either era. Nothing is kept between two requests. Content-Type is not looked at, and
 * Accept only to learn whether the answer may become an event stream: the documented curl lines send neither as the
 * specification asks, and get one JSON document.
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
  const served = serveMessage(server, body.value, exchange, context, acceptsEvents(exchange))
  if (served === undefined) return acceptedReply()
  return served.kind === 'known'
    ? rpcReply(served.answer.status, served.answer.text, served.answer.headers)
    : replyWhenKnown(served.answer, served.scope, server.quietWatch)
}

/** Only a client that names the type gets a stream: curl accepts anything, and its user wants a document. */
function acceptsEvents({ headers }: Exchange): boolean {
  return headers['accept']?.includes('text/event-stream') === true
}

/** The answer to a page of a web origin that is not served (MCP 2025-11-25 and 2026-07-28, basic/transports, security). */
export function refuseForeignOrigin(
  { settings }: { readonly settings: Pick<McpServer['settings'], 'corsAllows'> },
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
  if (isTooDeep(text)) {
    const message = `The body is nested deeper than ${deepestJson} levels.`
    return refuse({ status: 400, code: rpcCodes.invalidRequest, message })
  }
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
    const served = serveMessage(server, message, exchange, context, false)
    if (served !== undefined) texts.push((await served.answer).text)
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
