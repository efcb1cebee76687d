import * as z from 'zod'

const requestsAllowed = z.number().int().min(1).max(1_000_000_000)
/** A window between a second and a year. */
const timeWindowMinutes = z
  .number()
  .min(1 / 60)
  .max(527_040)

/** The name of a function of the project. */
const codeReference = z.object({
  export: z.string().min(1).describe('Name of the exported function. Required.'),
  module: z.string().min(1).describe('`$import(./modules/<file>)`. Required.'),
})

/** Options of the rate limit. */
export const rateLimitOptions = z.object({
  rateLimitBy: z
    .enum(['user', 'ip', 'function', 'all'])
    .describe(
      'Whom the limit counts: each signed-in `user`, each `ip` address, what a `function` of the project says, or `all` together. Required.',
    ),
  requestsAllowed: requestsAllowed
    .default(1000)
    .describe('Most requests in a window, 1 to 1000000000; on an MCP route, most tool calls. Default: 1000.'),
  timeWindowMinutes: timeWindowMinutes
    .default(60)
    .describe('Length of the sliding window, minutes, from a second to 366 days. Default: 60.'),
  identifier: codeReference
    .optional()
    .describe(
      'For `function`: gets the request, the context and the name of the policy and answers `{ key, requestsAllowed?, timeWindowMinutes? }`, or undefined for requests that are not counted; may be async.',
    ),
  headerMode: z
    .enum(['retry-after', 'none'])
    .default('retry-after')
    .describe('Whether a refusal says when to try again. Default: retry-after.'),
  throwOnFailure: z
    .boolean()
    .default(false)
    .describe(
      'Answers 503 while the store cannot be reached; else requests pass uncounted and the log says so. Default: false.',
    ),
  mode: z
    .enum(['strict', 'async'])
    .default('strict')
    .describe(
      '`strict` asks the store first and never lets too many pass; `async` answers at once from what this process knows and counts in the background. Default: strict.',
    ),
  tools: z
    .record(
      z.string(),
      z.object({
        requestsAllowed: requestsAllowed.describe('Most calls of this tool in a window. Required.'),
        timeWindowMinutes: timeWindowMinutes
          .optional()
          .describe("Length of the window, minutes. Default: the policy's own."),
      }),
    )
    .default({})
    .describe('On an MCP route: limits of single tools by name, beside that of all calls. Default: none.'),
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

/** Checked {@link rateLimitOptions}. */
export type RateLimitOptions = z.infer<typeof rateLimitOptions>
