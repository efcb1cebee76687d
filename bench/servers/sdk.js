// The official SDK as its documentation shows it: createMcpHandler over node:http.
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import * as z from 'zod'
import { quoteOf } from './quote.js'
import { serve } from './serve.js'

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'bench', version: '1.0.0' })
  server.registerTool(
    'get_quote',
    {
      description: 'Answers what an amount of a share costs.',
      inputSchema: z.object({ symbol: z.string(), amount: z.number().int().min(1) }),
    },
    ({ symbol, amount }) => ({ content: [{ type: 'text', text: JSON.stringify(quoteOf(symbol, amount)) }] }),
  )
  return server
})

serve(async (body, request, response) => {
  const { method = 'POST', headers, url = '/' } = request
  const web = new Request(`http://127.0.0.1${url}`, {
    method,
    headers: /** @type {Record<string, string>} */ (headers),
    body,
  })
  const answer = await handler.fetch(web, { parsedBody: JSON.parse(body) })
  const text = await answer.text()
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
  response.end(text)
})
