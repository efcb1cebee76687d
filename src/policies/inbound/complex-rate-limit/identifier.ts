import * as z from 'zod'
import { counterLimits } from './options.ts'

/** What a function of the project says a request is counted as. */
const limitDetails = z.object({
  key: z.string().min(1).max(4096),
  limits: counterLimits.optional(),
  timeWindowMinutes: z.number().positive().optional(),
})

/** Checked answer of an identifier. */
export type LimitDetails = z.infer<typeof limitDetails>

/** Checks what the function answered; undefined where the request is not counted. */
export function readLimitDetails(said: unknown, policy: string): LimitDetails | undefined {
  if (said === undefined || said === null) return undefined
  const checked = limitDetails.safeParse(said)
  if (checked.success) return checked.data
  throw new TypeError(
    `The identifier of policy "${policy}" must answer { key, limits?, timeWindowMinutes? } or undefined: ${z.prettifyError(checked.error)}`,
  )
}
