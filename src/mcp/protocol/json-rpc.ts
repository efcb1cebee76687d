import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { Reply } from '../../gateway/exchange.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'

/** Names a request; JSON-RPC's null is not allowed (MCP, basic/index, requests). */
export type RequestId = string | number

/** A message that asks for an answer. */
export interface RpcRequest {
  readonly kind: 'request'
  readonly id: RequestId
  readonly method: string
  readonly params: JsonObject
}

/** A message that asks for none. */
export interface RpcNotification {
  readonly kind: 'notification'
  readonly method: string
  readonly params: JsonObject
}

/** An answer to a request that this server never sends; legacy clients may post one. */
export interface RpcResponse {
  readonly kind: 'response'
}

/** Any message a client may post. */
export type RpcMessage = RpcRequest | RpcNotification | RpcResponse

/** A refusal, as JSON-RPC writes it, with the HTTP status it travels under. */
export interface RpcError {
  readonly status: number
  readonly code: number
  readonly message: string
  readonly data?: JsonObject
  /** Header fields that it travels with. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A refusal of a message whose id could be read. */
export interface RefusedMessage {
  readonly id: RequestId | undefined
  readonly error: RpcError
}

/** Codes of JSON-RPC 2.0, section 5.1, and of MCP 2026-07-28, basic/index, error codes. */
export const rpcCodes = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  /** Of the legacy revisions only. */
  resourceNotFound: -32002,
  headerMismatch: -32020,
  missingClientCapability: -32021,
  unsupportedProtocolVersion: -32022,
} as const

const noParams: JsonObject = {}

/** Reads one message of JSON-RPC 2.0. */
export function parseMessage(value: unknown): Result<RpcMessage, RefusedMessage> {
  if (!isJsonObject(value)) return refuseMessage(undefined, 'A message must be a JSON object.')
  const { jsonrpc, id, method, params } = value
  const hasId = Object.hasOwn(value, 'id')
  const readableId = isRequestId(id) ? id : undefined
  if (jsonrpc !== '2.0') return refuseMessage(readableId, 'The member "jsonrpc" must be "2.0".')
  if (hasId && readableId === undefined)
    return refuseMessage(
      undefined,
      'The member "id" must be a string of at most 512 characters or a safe number.',
    )
  if (method === undefined && (Object.hasOwn(value, 'result') || Object.hasOwn(value, 'error'))) {
    return ok({ kind: 'response' })
  }
  if (typeof method !== 'string') return refuseMessage(readableId, 'The member "method" must be a string.')
  if (params !== undefined && !isJsonObject(params)) {
    const error = {
      status: 400,
      code: rpcCodes.invalidParams,
      message: 'The member "params" must be an object.',
    }
    return refuse({ id: readableId, error })
  }
  const given = params ?? noParams
  return ok(
    readableId === undefined
      ? { kind: 'notification', method, params: given }
      : { kind: 'request', id: readableId, method, params: given },
  )
}

/** Longest id, characters: it is repeated in every answer and notification. */
const longestId = 512

/** Numbers beyond the safe range would be echoed as another number. */
function isRequestId(id: unknown): id is RequestId {
  if (typeof id === 'string') return id.length <= longestId
  return typeof id === 'number' && Math.abs(id) <= Number.MAX_SAFE_INTEGER
}

function refuseMessage(id: RequestId | undefined, message: string): Result<never, RefusedMessage> {
  return refuse({ id, error: { status: 400, code: rpcCodes.invalidRequest, message } })
}

/** A successful response, made of the text of its result. */
export function resultText(id: RequestId, result: string): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`
}

/** An error response; without id when it could not be read. */
export function errorText(id: RequestId | undefined, { code, message, data }: RpcError): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, data } })
}

/** A response as an answer: always one JSON document, never an event stream. */
export function rpcReply(status: number, text: string, headers?: Readonly<Record<string, string>>): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: text }
}

/** The answer to an accepted notification: 202 and no body (MCP, basic/transports, sending messages). */
export function acceptedReply(): Reply {
  return { status: 202, headers: {}, body: undefined }
}

/** The answer to GET and DELETE: this server opens no streams and keeps no sessions. */
export function methodNotAllowed(): Reply {
  const error: RpcError = {
    status: 405,
    code: rpcCodes.invalidRequest,
    message: 'This MCP endpoint takes messages by POST only; it has no event stream and no sessions.',
  }
  const reply = rpcReply(405, errorText(undefined, error))
  reply.headers['allow'] = 'POST'
  return reply
}
