import * as z from 'zod'

/** Options of the policy. */
export const sleepOptions = z.object({
  sleepInMs: z
    .int()
    .min(0)
    .max(60_000)
    .describe('How long every request waits, milliseconds, at most 60000. Required.'),
})
