import * as z from 'zod'

/** What a function of the project says a request is counted as. */
const rateLimitDetails = z.object({
  key: z.string().min(1).max(4096),
  requestsAllowed: z.number().int().min(1).optional(),
  timeWindowMinutes: z.number().positive().optional(),
})

/** Checked answer of an identifier. */
export type RateLimitDetails = z.infer<typeof rateLimitDetails>

/** Checks what the function answered; undefined where the request is not counted. */
export function readRateLimitDetails(said: unknown, policy: string): RateLimitDetails | undefined {
  if (said === undefined || said === null) return undefined
  const checked = rateLimitDetails.safeParse(said)
  if (checked.success) return checked.data
  throw new TypeError(
    `The identifier of policy "${policy}" must answer { key, requestsAllowed?, timeWindowMinutes? } or undefined: ${z.prettifyError(checked.error)}`,
  )
}
