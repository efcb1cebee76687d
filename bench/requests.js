/** The one tool every MCP contestant serves, called the same way by all. */
export const toolCall = mcpRequest('tools/call', {
  name: 'get_quote',
  arguments: { symbol: 'ACME', amount: 3 },
})

/** The same question to the tool that is passed on to the upstream. */
export const forwardedCall = mcpRequest('tools/call', {
  name: 'forward_quote',
  arguments: { symbol: 'ACME', amount: 3 },
})

/** The same question to the tool that a plain handler answers, as a built-in one would. */
export const plainCall = mcpRequest('tools/call', {
  name: 'plain_quote',
  arguments: { symbol: 'ACME', amount: 3 },
})

export const toolsList = mcpRequest('tools/list', {})

/**
 * @typedef {object} BenchRequest
 * @property {Record<string, string>} headers
 * @property {string} body
 */

/**
 * A request of MCP 2026-07-28.
 *
 * @param {string} method
 * @param {Record<string, unknown>} params
 * @returns {BenchRequest}
 */
function mcpRequest(method, params) {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  return {
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(typeof params.name === 'string' ? { 'mcp-name': params.name } : {}),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
  }
}
