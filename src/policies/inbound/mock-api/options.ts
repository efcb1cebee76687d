import * as z from 'zod'

/** Options of the policy. */
export const mockApiOptions = z.object({
  random: z
    .boolean()
    .default(false)
    .describe('Answers with any of the examples that fit, instead of the first. Default: false.'),
  responsePrefixFilter: z
    .string()
    .optional()
    .describe('Start of the status whose examples fit, such as "200" or "2". Default: every status.'),
  contentType: z
    .string()
    .optional()
    .describe('Media type whose examples fit, such as "application/json". Default: every type.'),
  exampleName: z.string().optional().describe('Name of the example in `examples`. Default: every example.'),
})
