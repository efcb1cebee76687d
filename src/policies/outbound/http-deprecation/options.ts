import * as z from 'zod'

const moment = z.iso.datetime({ offset: true }).or(z.iso.date())

/** Options of the policy. */
export const httpDeprecationOptions = z.object({
  deprecation: z
    .boolean()
    .or(moment)
    .default(true)
    .describe(
      'Since or from when the operation is deprecated, as an ISO 8601 date or time; true = since the start of the gateway, false = not said. Default: true.',
    ),
  sunset: moment
    .optional()
    .describe('When the operation will stop answering, as an ISO 8601 date or time. Default: not said.'),
  link: z.url().optional().describe('Page about the deprecation, an absolute URL. Default: none.'),
  sunsetLink: z.url().optional().describe('Page about the end, an absolute URL. Default: none.'),
  successor: z.url().optional().describe('What to use instead, an absolute URL. Default: none.'),
})
