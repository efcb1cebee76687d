import * as z from 'zod'

const mode = (what: string) =>
  z
    .enum(['none', 'log-only', 'reject-and-log', 'reject-only'])
    .default('none')
    .describe(
      `Whether ${what} must fit the OpenAPI document: \`none\` does not look, \`log-only\` lets pass and logs, \`reject-and-log\` and \`reject-only\` answer 400. Default: none.`,
    )

/** Options of the policy. */
export const requestValidationOptions = z.object({
  validateBody: mode('the body'),
  validateQueryParameters: mode('the query'),
  validatePathParameters: mode('the parameters of the path'),
  validateHeaders: mode('the headers'),
  logLevel: z
    .enum(['error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Level at which requests that do not fit are logged. Default: info.'),
  includeRequestInLogs: z
    .boolean()
    .default(false)
    .describe(
      'Logs the method, path, query and headers of such a request too, without its secrets and without its body. Default: false.',
    ),
})

/** Checked {@link requestValidationOptions}. */
export type RequestValidationOptions = z.infer<typeof requestValidationOptions>
