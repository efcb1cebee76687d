import * as z from 'zod'

/** The option of every policy that verifies credentials. */
export const failedAttemptsOption = z
  .union([
    z.literal(false),
    z.object({
      allowed: z
        .number()
        .int()
        .min(1)
        .max(1_000_000)
        .default(100)
        .describe('Refused credentials from one address before it must wait, 1 to 1000000. Default: 100.'),
      perSeconds: z
        .number()
        .int()
        .min(1)
        .max(86_400)
        .default(60)
        .describe('Within this time, and the longest wait, seconds, 1 to 86400. Default: 60.'),
    }),
  ])
  .prefault({})
  .describe(
    'How many credentials from one address (of IPv6: one /64) may be refused before others from there are answered with 429, unverified; `false` = any number. Requests without credentials, expired tokens and this machine do not count. Default: 100 in 60 seconds.',
  )

/** Checked {@link failedAttemptsOption}. */
export type FailedAttemptsOption = z.infer<typeof failedAttemptsOption>
