import * as z from 'zod'

/** Options of the policy. */
export const requireOriginOptions = z.object({
  origins: z
    .string()
    .refine(
      (text) => text.split(',').every((origin) => URL.canParse(origin.trim())),
      'must be origins such as https://example.com, with commas between them',
    )
    .describe('Web origins that may call, with commas between them. Required.'),
  failureDetail: z
    .string()
    .min(1)
    .default('Forbidden')
    .describe('What the answer to others says. Default: Forbidden.'),
})
