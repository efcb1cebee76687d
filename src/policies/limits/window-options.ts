import * as z from 'zod'

/** Most requests that a window holds. */
export const windowLimit = z.number().int().min(1).max(1_000_000_000)

/** A window between a second and a year. */
export const windowMinutes = z
  .number()
  .min(1 / 60)
  .max(527_040)

/** Options that every limit over a sliding window has. */
export const windowOptions = {
  rateLimitBy: z
    .enum(['user', 'ip', 'function', 'all'])
    .describe(
      'Whom the limit counts: each signed-in `user`, each `ip` address (of IPv6: each /64), what a `function` of the project says, or `all` together. Required.',
    ),
  timeWindowMinutes: windowMinutes
    .default(60)
    .describe('Length of the sliding window, minutes, from a second to 366 days. Default: 60.'),
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
  mcpCounts: z
    .enum(['tool-calls', 'posts'])
    .default('tool-calls')
    .describe(
      'What an MCP route counts: tool calls, however they are posted, or every POST. Default: tool-calls.',
    ),
}

/** Where the function of a project stands that says what a request is counted as. */
export const identifierReference = z.object({
  export: z.string().min(1).describe('Name of the exported function. Required.'),
  module: z.string().min(1).describe('`$import(./modules/<file>)`. Required.'),
})
