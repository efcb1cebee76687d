import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Limits how many requests of a caller pass in a sliding window.',
  text: [
    'A request beyond the limit gets 429 with `Retry-After`. Where nobody is signed in, callers are told apart by their address, an IPv6 address by its first 64 bits.',
    'On an MCP route the policy counts tool calls, however many a POST holds, and a call beyond the limit is a tool error that tells the model when to try again. Three options are for such routes alone:',
    '- `"perTool": true` counts the calls of each tool by themselves: `requestsAllowed` then holds for each.\n- `"tools": { "sendMail": { "requestsAllowed": 5, "timeWindowMinutes": 1 } }` gives a tool a limit of its own. It is asked first, and calls it refuses take nothing of the limit of all.\n- `"mcpCounts": "posts"` counts every POST instead, also those that call no tool; with `"rateLimitBy": "ip"` and before the authentication it holds off floods.',
  ].join('\n\n'),
  inbound: [
    {
      name: 'limit',
      handler: {
        export: 'RateLimitInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { rateLimitBy: 'all', requestsAllowed: 2, timeWindowMinutes: 60 },
      },
    },
  ],
  exchanges: [
    { shows: 'The first request of the hour passes.', answer: { status: 200 } },
    { shows: 'So does the second.', answer: { status: 200 } },
    {
      shows: 'The third is refused until the first is an hour ago.',
      answer: {
        status: 429,
        headers: { 'content-type': 'application/problem+json' },
        body: { code: 'SALLYPORT_LIMIT_RATE' },
      },
      tool: { says: 'Try again in' },
    },
  ],
  seeAlso: [
    '[quota-inbound](quota-inbound.md)',
    '[complex-rate-limit-inbound](complex-rate-limit-inbound.md)',
    '[request-size-limit-inbound](request-size-limit-inbound.md)',
    '[Limits](../../limits.md)',
  ],
}
