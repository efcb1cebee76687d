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
  const connection = caller['connection']
  // What nearly every client sends names no field.
  const named =
    connection === undefined || connection === 'keep-alive' ? undefined : namedByConnection(connection)
  for (const name of Object.keys(caller)) {
    const value = caller[name]
    if (value !== undefined && travels(name) && named?.has(name) !== true) headers[name] = value
  }
  headers['accept'] = 'application/json'
  headers['accept-encoding'] = 'identity'
  return Object.assign(headers, planned)
}

/** The same few names come with every request; whether one travels is worked out once. */
const judged = new Map<string, boolean>()
const mostJudged = 500

function travels(name: string): boolean {
  let answer = judged.get(name)
  if (answer === undefined) {
    answer = !leftOut.has(name) && !leftOutPrefixes.some((prefix) => name.startsWith(prefix))
    if (judged.size < mostJudged) judged.set(name, answer)
  }
  return answer
}

/** RFC 9110, 7.6.1: fields the Connection field names are hop-by-hop too. */
function namedByConnection(connection: string): ReadonlySet<string> {
  return new Set(connection.split(',').map((name) => name.trim().toLowerCase()))
}
