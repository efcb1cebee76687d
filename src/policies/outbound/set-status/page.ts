import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Changes the status of the answer.',
  text: 'Models see the changed status too: a tool whose route answers 400 or more is an error to them.',
  outbound: [
    {
      name: 'set-status',
      handler: {
        export: 'SetStatusOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { status: 200 },
      },
    },
  ],
  upstream: { status: 201, body: { title: 'Ulysses' } },
  exchanges: [
    {
      shows: 'The upstream answers 201, the caller reads 200.',
      answer: { status: 200, body: { title: 'Ulysses' } },
    },
  ],
  refusesNothing: true,
}
