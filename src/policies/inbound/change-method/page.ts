import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Asks the upstream with another method than the caller used.',
  text: 'Useful where an API has an operation that only reads but wants POST, or the other way round.',
  inbound: [
    {
      name: 'change-method',
      handler: {
        export: 'ChangeMethodInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { method: 'POST' },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The route is a GET, the upstream sees a POST.',
      answer: { status: 200, body: { method: 'POST' } },
    },
  ],
  refusesNothing: true,
}
