import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Joins a WebSocket of the caller to one of an upstream.',
  text: [
    'The request that asks for the upgrade walks the route as any other: what a policy refuses is answered over HTTP and nothing is opened. Then the gateway opens its own WebSocket to the upstream, with the headers of the request and the subprotocols the caller offers; only when that stands is the caller accepted, with the subprotocol the upstream chose. An upstream that cannot be reached is a 502, one that does not answer in time a 504. Outbound policies see status 101 and may add headers.',
    'From then on messages pass both ways as they come, texts and bytes. Whoever sends faster than the other side reads waits. A message may be as large as `limits.bodyBytes` of `sallyport.jsonc`; a larger one closes both sides with 1009. Close codes and reasons are passed on; where a side is gone without one, the other is closed with 1011 when that was the upstream, and with 1001 when it was the caller. A gateway that stops closes with 1001.',
    'A web page of another origin may not open a WebSocket here unless the CORS policy of the route allows its origin (RFC 6455 section 10.2): browsers send cookies along and ask nobody. The query of the request goes along where the pattern has `${search}`.',
  ].join('\n\n'),
  path: '/rooms/{id}',
  handler: {
    export: 'webSocketHandler',
    module: '$import(@zuplo/runtime)',
    options: { rewritePattern: '${env.UPSTREAM_URL}/rooms/${e(params.id)}' },
  },
  exchanges: [
    {
      shows: 'A plain request is told to open a WebSocket.',
      request: { params: { id: 'readers' } },
      answer: { status: 426, headers: { upgrade: 'websocket', 'sec-websocket-version': '13' } },
      tool: { says: '426' },
    },
  ],
  passesNothing: 'What passes is a WebSocket, which is no request with an answer.',
  seeAlso: ['[urlRewriteHandler](url-rewrite.md)'],
}
