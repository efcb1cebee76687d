import type { HeaderFields } from '../../gateway/exchange.ts'
import type { RpcRequest } from './json-rpc.ts'

/** Methods whose Mcp-Name header mirrors a member of `params`. */
const namedBy: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
}

/**
 * Why the headers of a modern request do not mirror its body; undefined when they do. Field values are compared with
 * case (MCP 2026-07-28, basic/transports/streamable-http, server validation).
 */
export function findHeaderMismatch(
  request: RpcRequest,
  version: string,
  headers: HeaderFields,
): string | undefined {
  const given = headers['mcp-protocol-version']
  if (given === undefined) return 'The MCP-Protocol-Version header is missing.'
  if (given !== version) return "The MCP-Protocol-Version header and the body's protocolVersion differ."
  const method = headers['mcp-method']
  if (method === undefined) return 'The Mcp-Method header is missing.'
  if (method !== request.method) return "The Mcp-Method header and the body's method differ."
  const member = Object.hasOwn(namedBy, request.method) ? namedBy[request.method] : undefined
  if (member === undefined) return undefined
  return findNameMismatch(headers['mcp-name'], request.params[member], member)
}

function findNameMismatch(header: string | undefined, value: unknown, member: string): string | undefined {
  if (header === undefined) return 'The Mcp-Name header is missing.'
  const name = decodeFieldValue(header)
  if (name === undefined) return 'The Mcp-Name header is not valid Base64 of UTF-8 text.'
  return name === value ? undefined : `The Mcp-Name header and the body's ${member} differ.`
}

/** A value that may be wrapped as `=?base64?…?=` (value encoding); undefined when the wrapped part cannot be read. */
function decodeFieldValue(value: string): string | undefined {
  if (!value.startsWith('=?base64?') || !value.endsWith('?=')) return value
  try {
    const bytes = Uint8Array.from(atob(value.slice(9, -2)), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
