import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets every request wait, to try how clients take a slow server.',
  text: 'A caller that goes away ends the wait, and the upstream is not asked.',
  inbound: [
    {
      name: 'sleep',
      handler: {
        export: 'SleepInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { sleepInMs: 20 },
      },
    },
  ],
  exchanges: [{ shows: 'The answer comes, only later.', answer: { status: 200, body: { method: 'GET' } } }],
  refusesNothing: true,
}
