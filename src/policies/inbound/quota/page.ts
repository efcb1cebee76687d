import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Limits how much a caller uses in an hour, a day, a week or a month.',
  text: 'What a request uses is taken before it runs and given back when its answer has a status that does not count. Beyond the allowance the answer is 429 with `Retry-After`, which goes to the end of the period. On an MCP route the policy counts tool calls; the refusal is a tool error that tells the model when the next period begins.\n\nModules count other meters than `requests` with `QuotaInboundPolicy.setMeters(context, { tokens: 12 })`.',
  inbound: [
    {
      name: 'quota',
      handler: {
        export: 'QuotaInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { period: 'monthly', quotaBy: 'user', allowances: { requests: 2 } },
      },
    },
  ],
  exchanges: [
    { shows: 'The first request begins the month of the caller.', answer: { status: 200 } },
    { shows: 'The second uses up what is allowed.', answer: { status: 200 } },
    {
      shows: 'The third is refused until the month is over.',
      answer: {
        status: 429,
        headers: { 'content-type': 'application/problem+json' },
        body: { code: 'SALLYPORT_LIMIT_QUOTA' },
      },
      tool: { says: 'the next period begins at' },
    },
  ],
  seeAlso: ['[rate-limit-inbound](rate-limit-inbound.md)', '[Limits](../../limits.md)'],
}
