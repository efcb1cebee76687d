import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Serves operations of the project as tools, prompts and resources of an MCP server.',
  text: 'A tool call validates its arguments against the operation, builds the request and sends it, in process, through the policies and the handler of the route. Every revision of MCP over HTTP is served, with and without a handshake. [The MCP server](../../mcp-server.md) tells the whole of it.',
  path: '/mcp',
  method: 'post',
  handler: {
    export: 'mcpServerHandler',
    module: '$import(@zuplo/runtime)',
    options: {
      name: 'bookshop',
      instructions: 'Look a book up before you speak of it.',
      operations: [{ file: './config/books.oas.json', id: 'getBook' }],
    },
  },
  files: {
    'config/books.oas.json': `{
  "openapi": "3.1.0",
  "info": { "title": "Books", "version": "1" },
  "paths": {
    "/books/{id}": {
      "get": {
        "operationId": "getBook",
        "description": "Tells everything about a book.",
        "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
        "x-zuplo-route": {
          "corsPolicy": "none",
          "handler": {
            "export": "urlForwardHandler",
            "module": "$import(@zuplo/runtime)",
            "options": { "baseUrl": "\${env.UPSTREAM_URL}" }
          }
        }
      }
    }
  }
}
`,
  },
  upstream: { body: { title: 'Emma' } },
  exchanges: [
    {
      shows: 'The operation is listed as a tool.',
      request: {
        headers: { accept: 'application/json, text/event-stream' },
        body: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
      },
      answer: {
        status: 200,
        body: { result: { tools: [{ name: 'getBook', description: 'Tells everything about a book.' }] } },
      },
      tool: { unlike: 'an MCP server is no tool.' },
    },
    {
      shows: 'A call is answered with what the upstream said.',
      request: {
        headers: { accept: 'application/json, text/event-stream' },
        body: {
          jsonrpc: '2.0',
          id: 2,
          method: 'tools/call',
          params: { name: 'getBook', arguments: { id: 'emma' } },
        },
      },
      answer: { status: 200, body: { result: { content: [{ type: 'text', text: '{"title":"Emma"}' }] } } },
      tool: { unlike: 'an MCP server is no tool.' },
    },
    {
      shows:
        'A page of a web origin that no CORS policy allows is refused (MCP 2025-11-25, basic/transports, security warning).',
      request: {
        headers: { accept: 'application/json, text/event-stream', origin: 'https://elsewhere.example' },
        body: { jsonrpc: '2.0', id: 3, method: 'tools/list' },
      },
      answer: { status: 403 },
      tool: { unlike: 'an MCP server is no tool.' },
    },
  ],
  seeAlso: [
    '[The MCP server](../../mcp-server.md)',
    '[From an OpenAPI document to tools](../../openapi.md)',
    '[Tools](../../tools.md)',
    '[Access](../../access.md)',
  ],
}
