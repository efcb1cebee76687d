import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Sets query parameters of the request.',
  text: 'What stands beside them keeps its place and its spelling.',
  inbound: [
    {
      name: 'set-query-params',
      handler: {
        export: 'SetQueryParamsInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          params: [
            { name: 'shelf', value: 'front' },
            { name: 'limit', value: '10', overwrite: false },
          ],
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'Both parameters reach the upstream.',
      answer: { status: 200, body: { search: '?shelf=front&limit=10' } },
    },
    {
      shows: 'A value of the caller is replaced, or kept where the entry says so.',
      request: { search: '?limit=5&shelf=back' },
      answer: { status: 200, body: { search: '?limit=5&shelf=front' } },
      tool: { says: 'shelf=front' },
    },
  ],
  refusesNothing: true,
  seeAlso: ['[remove-query-params-inbound](remove-query-params-inbound.md)'],
}
