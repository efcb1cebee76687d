import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary:
    'Refuses requests in the minutes of a schedule, so that users of an API that will go away notice in time.',
  text: 'The schedule is a cron expression of five fields, read in UTC unless `timeZone` says otherwise; every minute it names is a minute of brownout. `Retry-After` says when the brownout ends, within an hour; as a tool call the same is said to the model.',
  inbound: [
    {
      name: 'brownout',
      handler: {
        export: 'BrownOutInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          cronSchedule: '* * * * *',
          problem: { title: 'Old API', detail: 'Use /v2 from June on.' },
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'In a minute of brownout the caller is told what goes on. The schedule here is every minute.',
      answer: { status: 503, body: { title: 'Old API', detail: 'Use /v2 from June on.' } },
      tool: { says: 'Use /v2 from June on.' },
    },
  ],
  passesNothing: "The minute in which the example runs is nobody's choice, so its schedule is every minute.",
}
