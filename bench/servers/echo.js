// The floor: node:http, the body parsed, an answer of the size of a tool result.
import { quoteOf } from './quote.js'
import { sendJson, serve } from './serve.js'

serve((body, _request, response) => {
  const { id, params } = JSON.parse(body)
  const text = JSON.stringify(quoteOf(params.arguments.symbol, params.arguments.amount))
  sendJson(response, JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }] } }))
})
