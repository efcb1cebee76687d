import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Sends callers to another address.',
  text: 'Browsers and most clients follow it by themselves; 301 and 308 may be remembered for good. A tool whose route redirects is a failed call, since a model cannot follow: give it the route it leads to instead.',
  handler: {
    export: 'redirectHandler',
    module: '$import(@zuplo/runtime)',
    options: { location: 'https://docs.example/books', status: 301 },
  },
  exchanges: [
    {
      shows: 'The answer names the new address.',
      answer: { status: 301, headers: { location: 'https://docs.example/books' } },
      tool: { says: '301' },
    },
  ],
  refusesNothing: true,
}
