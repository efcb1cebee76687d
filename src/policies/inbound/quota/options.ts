import * as z from 'zod'
import { amountsShape } from '../../limits/context-amounts.ts'
import { parseStatusCodes } from '../../limits/status-codes.ts'

/** Options of the quota. */
export const quotaOptions = z
  .object({
    period: z
      .enum(['hourly', 'daily', 'weekly', 'monthly'])
      .describe('How often the quota is renewed, in UTC. Required.'),
    quotaBy: z
      .enum(['user', 'function'])
      .describe(
        'Whom the quota counts: each signed-in `user` (others by their address), or what a `function` of the project says. Required.',
      ),
    quotaAnchorMode: z
      .enum(['first-api-call', 'function'])
      .default('first-api-call')
      .describe(
        'When the periods of a caller begin: at its first request, or at a time that a `function` of the project says. Default: first-api-call.',
      ),
    allowances: amountsShape
      .default({})
      .describe(
        'Most that a caller may use in a period, by meter; each request uses one of the meter `requests`, on an MCP route each tool call, and modules count the others with `setMeters`. Required, unless a function says it.',
      ),
    quotaOnStatusCodes: z
      .string()
      .default('200-299')
      .refine((text) => parseStatusCodes(text) !== undefined, 'must be status codes, such as 200-299, 304')
      .describe('Statuses of answers that count; others give back what was taken. Default: 200-299.'),
    identifier: z
      .object({
        module: z.string().min(1).describe('`$import(./modules/<file>)`. Required.'),
        getAnchorDateExport: z
          .string()
          .min(1)
          .default('getAnchorDate')
          .describe(
            'Name of the function that answers a Date at which a period of the caller begins, in the past or not. Default: getAnchorDate.',
          ),
        getQuotaDetailExport: z
          .string()
          .min(1)
          .default('getQuotaDetail')
          .describe(
            'Name of the function that answers `{ key, allowances? }`, or undefined for requests that are not counted. Default: getQuotaDetail.',
          ),
      })
      .optional()
      .describe(
        'The functions behind `function`; each gets the request, the context and the name of the policy.',
      ),
    allowRequestsOverQuota: z
      .boolean()
      .default(false)
      .describe('Counts, and lets requests pass however much was used. Default: false.'),
    throwOnFailure: z
      .boolean()
      .default(false)
      .describe(
        'Answers 503 while the store cannot be reached; else requests pass uncounted and the log says so. Default: false.',
      ),
    tools: z
      .record(
        z.string(),
        z.object({ allowances: amountsShape.describe('As above, for this tool. Required.') }),
      )
      .default({})
      .describe('On an MCP route: quotas of single tools by name, beside that of all calls. Default: none.'),
    perTool: z
      .boolean()
      .default(false)
      .describe(
        'On an MCP route: counts the calls of each tool by themselves instead of all together. Default: false.',
      ),
    mcpCounts: z
      .enum(['tool-calls', 'posts'])
      .default('tool-calls')
      .describe(
        'What an MCP route counts: tool calls, however they are posted, or every POST. Default: tool-calls.',
      ),
  })
  .refine(
    ({ quotaBy, allowances: all, tools }) =>
      quotaBy === 'function' || Object.keys(all).length > 0 || Object.keys(tools).length > 0,
    { path: ['allowances'], message: 'says how much may be used, such as { "requests": 1000 }' },
  )

/** Checked {@link quotaOptions}. */
export type QuotaOptions = z.infer<typeof quotaOptions>
