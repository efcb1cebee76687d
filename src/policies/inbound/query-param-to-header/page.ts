import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Moves a query parameter into a header, for clients that can only be given a URL.',
  inbound: [
    {
      name: 'query-param-to-header',
      handler: {
        export: 'QueryParamToHeaderInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { queryParam: 'apiKey', headerName: 'Authorization', headerValue: 'Basic {value}' },
      },
    },
    {
      name: 'sign-in',
      handler: {
        export: 'BasicAuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { accounts: [{ username: 'ada', password: 'correct-horse' }] },
      },
    },
  ],
  exchanges: [
    {
      shows: 'What the parameter holds arrives in the header.',
      request: { search: '?apiKey=YWRhOmNvcnJlY3QtaG9yc2U%3D&page=2' },
      answer: { status: 200, body: { search: '?page=2' } },
    },
    { shows: 'Without the parameter the policy behind finds no credentials.', answer: { status: 401 } },
  ],
}
