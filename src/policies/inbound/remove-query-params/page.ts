import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Removes query parameters of the request.',
  text: 'A parameter is found by what a server reads as its name, so `%6Bey` is `key`.',
  inbound: [
    {
      name: 'remove-query-params',
      handler: {
        export: 'RemoveQueryParamsInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { params: ['debug'] },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The upstream gets what is left.',
      request: { search: '?debug=1&limit=5' },
      answer: { status: 200, body: { search: '?limit=5' } },
      tool: { says: '?limit=5' },
    },
  ],
  refusesNothing: true,
  seeAlso: ['[set-query-params-inbound](set-query-params-inbound.md)'],
}
