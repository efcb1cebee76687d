import type { HeaderFields } from '../../gateway/exchange.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import type { MirroredArgument } from '../tools/tool.ts'
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

/**
 * Why the `Mcp-Param-*` headers of a call do not mirror its arguments; undefined when they do. An argument that is given
 * must be mirrored; a header without its argument is nobody's business (MCP 2026-07-28, server/tools, `x-mcp-header`).
 */
export function findArgumentMismatch(
  mirrored: readonly MirroredArgument[],
  args: unknown,
  headers: HeaderFields,
): string | undefined {
  for (const { argument, header, field } of mirrored) {
    const value = isJsonObject(args) && Object.hasOwn(args, argument) ? args[argument] : undefined
    // A value of another type is refused by the schema of the tool.
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue
    const given = headers[field]
    if (given === undefined) return `The Mcp-Param-${header} header is missing.`
    const text = decodeFieldValue(given)
    if (text === undefined) return `The Mcp-Param-${header} header is not valid Base64 of UTF-8 text.`
    if (!isSame(text, value)) return `The Mcp-Param-${header} header and the argument "${argument}" differ.`
  }
  return undefined
}

/** Numbers are compared as such: `42.0` and 42 are the same (value encoding). */
function isSame(text: string, value: string | number | boolean): boolean {
  if (typeof value !== 'number') return text === String(value)
  return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) && Number(text) === value
}

/** A value that may be wrapped as `=?base64?…?=` (value encoding); undefined when the wrapped part cannot be read. */
function decodeFieldValue(value: string): string | undefined {
  if (!value.startsWith('=?base64?') || !value.endsWith('?=')) return value
  const wrapped = value.slice(9, -2)
  // The decoder of the platform forgives missing padding and blanks, which the encoding does not allow.
  if (!canonicalBase64.test(wrapped)) return undefined
  try {
    const bytes = Uint8Array.from(atob(wrapped), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const canonicalBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
