import * as z from 'zod'

/** Options of the policy. */
export const secretMaskingOptions = z.object({
  mask: z
    .string()
    .max(200)
    .default('[REDACTED]')
    .describe('Text that stands where a secret stood, at most 200 characters. Default: [REDACTED].'),
  additionalPatterns: z
    .array(z.string().min(1))
    .max(50)
    .default([])
    .describe('Further secrets, as regular expressions of RE2, at most 50; case counts. Default: none.'),
})
