import type { HeaderFields } from '../../gateway/exchange.ts'

/**
 * Fields of an MCP request that say something about that request only. Left out are hop-by-hop fields (RFC 9110, 7.6.1),
 * what describes the MCP body, conditions and ranges, what browsers say of the page, and fields by which some upstreams
 * let a caller change the method: a tool must stay the operation it was listed as.
 */
const leftOut = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'origin',
  'referer',
  'cookie',
  'accept',
  'accept-encoding',
  'expect',
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
  'last-event-id',
  'http2-settings',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
])
const leftOutPrefixes = ['content-', 'mcp-', 'sec-', 'access-control-']

/**
 * The header of a tool's request: the caller's fields, `authorization` included (the policies of the tool's route must
 * see it; the gateway removes it before the handler), and over them what the tool's plan sets.
 */
export function forwardHeaders(caller: HeaderFields, planned: HeaderFields): HeaderFields {
  const headers: HeaderFields = {}
  const named = caller['connection'] === undefined ? undefined : namedByConnection(caller['connection'])
  for (const name of Object.keys(caller)) {
    const value = caller[name]
    if (value === undefined || leftOut.has(name) || named?.has(name) === true) continue
    if (!leftOutPrefixes.some((prefix) => name.startsWith(prefix))) headers[name] = value
  }
  headers['accept'] = 'application/json'
  headers['accept-encoding'] = 'identity'
  return Object.assign(headers, planned)
}

/** RFC 9110, 7.6.1: fields the Connection field names are hop-by-hop too. */
function namedByConnection(connection: string): ReadonlySet<string> {
  return new Set(connection.split(',').map((name) => name.trim().toLowerCase()))
}
