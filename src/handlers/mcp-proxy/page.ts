import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Stands before a remote MCP server, so that policies of this gateway guard it.',
  text: 'Messages of the streamable HTTP transport pass in both directions as they are: `mcp-session-id`, `mcp-protocol-version` and `last-event-id` go along, streams of events are handed on as they come and may be silent for as long as they like. A server with sessions needs `get` and `delete` of the same path beside `post`, each with this handler; without them clients get 405, and do without.\n\nWhat the caller sends as `Authorization` stays here, whether or not a policy reads it; an inbound policy of the route signs in at the server. Where the server answers 401 all the same, the caller gets 502 (`SALLYPORT_UPSTREAM_SIGN_IN_REFUSED`), since its challenge is not for them. `"mcp": { "forwardAuthorization": true }` on the operation passes both. Pages of a web origin are refused unless the CORS policy of the route allows theirs; the server does not see `Origin`.\n\nThe tools of the server are its own: nothing of `config/tools.jsonc` applies, and policies that know tool calls see the POST. An answer must begin within `limits.upstreamMs`. What is changed as text by outbound policies is changed in JSON answers, not in streams.',
  method: 'post',
  path: '/library/mcp',
  inbound: [
    {
      name: 'library-key',
      handler: {
        export: 'SetUpstreamApiKeyInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { value: 'Bearer $env(LIBRARY_KEY)' },
      },
    },
  ],
  operation: {
    requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
  },
  environment: { LIBRARY_KEY: 'key-of-the-gateway' },
  handler: {
    export: 'McpProxyHandler',
    module: '$import(@zuplo/runtime)',
    options: { rewritePattern: '${env.UPSTREAM_URL}', forwardSearch: true },
  },
  exchanges: [
    {
      shows: 'A message goes on with the credentials of the gateway.',
      request: {
        headers: { 'content-type': 'application/json' },
        body: { jsonrpc: '2.0', id: 1, method: 'ping' },
      },
      answer: {
        status: 200,
        body: {
          method: 'POST',
          path: '/',
          headers: { authorization: 'Bearer key-of-the-gateway' },
          body: { jsonrpc: '2.0', id: 1, method: 'ping' },
        },
      },
    },
    {
      shows: 'A page of another web origin is refused before anything is sent.',
      request: { headers: { origin: 'https://elsewhere.example' }, body: {} },
      answer: { status: 403 },
      tool: { unlike: 'A model sends no web origin.' },
    },
  ],
  seeAlso: [
    '[mcpServerHandler](mcp-server.md)',
    '[Upstream authentication](../../upstream-authentication.md)',
  ],
}
