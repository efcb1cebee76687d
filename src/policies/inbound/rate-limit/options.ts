import * as z from 'zod'
import {
  identifierReference,
  windowLimit,
  windowMinutes,
  windowOptions,
} from '../../limits/window-options.ts'

/** Options of the rate limit. */
export const rateLimitOptions = z.object({
  ...windowOptions,
  requestsAllowed: windowLimit
    .default(1000)
    .describe('Most requests in a window, 1 to 1000000000; on an MCP route, most tool calls. Default: 1000.'),
  identifier: identifierReference
    .optional()
    .describe(
      'For `function`: gets the request, the context and the name of the policy and answers `{ key, requestsAllowed?, timeWindowMinutes? }`, or undefined for requests that are not counted; may be async.',
    ),
  tools: z
    .record(
      z.string(),
      z.object({
        requestsAllowed: windowLimit.describe('Most calls of this tool in a window. Required.'),
        timeWindowMinutes: windowMinutes
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
})

/** Checked {@link rateLimitOptions}. */
export type RateLimitOptions = z.infer<typeof rateLimitOptions>
