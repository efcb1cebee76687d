import { runInSpan } from '../../gateway/trace-request.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import type { Span, SpanAttributes } from '../../telemetry/span.ts'
import type { RpcCall, RpcOutcome } from './era.ts'
import { legacyRevisions, metaKeys, modernRevisions } from './revisions.ts'

/** Longest text of a client that is said of a span, characters. */
const longestText = 256

/**
 * Serves an MCP request under a span of its own (OpenTelemetry semantic conventions, MCP server). Its parent is the trace
 * the client names in `_meta`, which is that of the request and not of the connection; the span of the HTTP request is
 * then a link.
 */
export function traceCall<T>(outer: Span, method: string, call: RpcCall, serve: () => T): T {
  const { context, scope } = call
  const target = targetOf(call)
  const span = outer.start({
    name: target === undefined ? method : `${method} ${target}`,
    kind: 'server',
    attributes: attributesOf(call, method, target),
    remote: scope.traceContext,
  })
  return runInSpan(span, context, serve)
}

/** Says of the span of an MCP request that its answer is an error. */
export function traceOutcome(span: Span, outcome: RpcOutcome): void {
  if (outcome.ok) return
  const code = String(outcome.error.code)
  span.setAttributes({ 'rpc.response.status_code': code })
  span.fail(code)
}

/** Only names that the server has: callers may invent as many others as they like. */
function targetOf({ server, request }: RpcCall): string | undefined {
  const { name } = request.params
  if (typeof name !== 'string') return undefined
  if (request.method === 'tools/call') return server.tools.has(name) ? name : undefined
  return request.method === 'prompts/get' && server.prompts.has(name) ? name : undefined
}

function attributesOf(
  { request, exchange }: RpcCall,
  method: string,
  target: string | undefined,
): SpanAttributes {
  const { id, params } = request
  const meta = params['_meta']
  const version = isJsonObject(meta) ? meta[metaKeys.protocolVersion] : undefined
  const claimed = version ?? exchange.headers['mcp-protocol-version']
  const { uri } = params
  return {
    'mcp.method.name': method,
    'mcp.protocol.version': [...modernRevisions, ...legacyRevisions].find((known) => known === claimed),
    'jsonrpc.request.id': String(id).slice(0, longestText),
    'network.protocol.name': 'http',
    'network.transport': 'tcp',
    'gen_ai.operation.name': method === 'tools/call' ? 'execute_tool' : undefined,
    'gen_ai.tool.name': method === 'tools/call' ? target : undefined,
    'gen_ai.prompt.name': method === 'prompts/get' ? target : undefined,
    // A query may hold a secret.
    'mcp.resource.uri':
      typeof uri === 'string' ? uri.replace(/[?#].*$/s, '').slice(0, longestText) : undefined,
  }
}
