import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Limits several counters of a caller in a sliding window.',
  text: 'Modules say how much a request counts with `ComplexRateLimitInboundPolicy.setIncrements(context, { compute: 3 })`: in a policy before this one, and the request is judged with it; later, and it counts against the next ones. A request counts one in each counter of which nothing was said.',
  inbound: [
    {
      name: 'weigh',
      handler: { export: 'weigh', module: '$import(./modules/weigh)' },
    },
    {
      name: 'limits',
      handler: {
        export: 'ComplexRateLimitInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { rateLimitBy: 'all', timeWindowMinutes: 60, limits: { requests: 100, compute: 10 } },
      },
    },
  ],
  files: {
    'modules/weigh.ts':
      "import { ComplexRateLimitInboundPolicy } from '@zuplo/runtime'\n\nexport function weigh(request, context) {\n  ComplexRateLimitInboundPolicy.setIncrements(context, { compute: 5 })\n  return request\n}\n",
  },
  exchanges: [
    { shows: 'A request of five passes.', answer: { status: 200 } },
    { shows: 'A second one fills the window.', answer: { status: 200 } },
    {
      shows: 'The third is refused until the first is an hour ago, although few requests came.',
      answer: {
        status: 429,
        headers: { 'content-type': 'application/problem+json' },
        body: {
          code: 'SALLYPORT_LIMIT_RATE',
          detail: 'Too many requests. The limit of compute is 10 in 60 minutes.',
        },
      },
      tool: { says: 'Try again in' },
    },
  ],
  seeAlso: ['[rate-limit-inbound](rate-limit-inbound.md)', '[Limits](../../limits.md)'],
}
