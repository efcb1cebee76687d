import * as z from 'zod'

/** Options of the policy. */
export const brownoutOptions = z.object({
  cronSchedule: z
    .union([z.string(), z.array(z.string()).min(1)])
    .describe(
      'Minutes in which requests are refused, as a cron expression of five fields, or several of them. Required.',
    ),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be the name of a time zone, such as Europe/Berlin')
    .default('UTC')
    .describe('Time zone of the schedule, by its IANA name. Default: UTC.'),
  problem: z
    .looseObject({
      type: z.string().optional().describe('URI of the kind of problem. Default: that of the status.'),
      title: z.string().optional().describe('Short name of the problem. Default: that of the status.'),
      detail: z
        .string()
        .default('This is a planned brownout. Try again after the time in Retry-After.')
        .describe('What callers, and models, should know and do. Default: that this is a planned brownout.'),
      status: z
        .int()
        .min(400)
        .max(599)
        .default(503)
        .describe('Status of the answer, 400 to 599. Default: 503.'),
    })
    .prefault({})
    .describe('The problem document (RFC 9457) of the answer; further members are passed on.'),
})

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
