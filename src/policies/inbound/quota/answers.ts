import * as z from 'zod'
import { amountsShape } from '../../limits/context-amounts.ts'

const quotaDetail = z.object({
  key: z.string().min(1).max(4096),
  allowances: amountsShape.optional(),
})

/** Checked answer of `getQuotaDetail`. */
export type QuotaDetail = z.infer<typeof quotaDetail>

/** Checks what `getQuotaDetail` answered; undefined where the request is not counted. */
export function readQuotaDetail(said: unknown, policy: string): QuotaDetail | undefined {
  if (said === undefined || said === null) return undefined
  const checked = quotaDetail.safeParse(said)
  if (checked.success) return checked.data
  throw new TypeError(
    `getQuotaDetail of policy "${policy}" must answer { key, allowances? } or undefined: ${z.prettifyError(checked.error)}`,
  )
}

/** The end of the year 9999, after which dates are no longer written the same way. */
const latest = 253_402_300_799_999

/** Checks what `getAnchorDate` answered: a Date, or one as text or milliseconds since 1970. */
export function readAnchorDate(said: unknown, policy: string): number {
  const isDate = said instanceof Date || typeof said === 'string' || typeof said === 'number'
  const time = isDate ? new Date(said).getTime() : Number.NaN
  if (time >= 0 && time <= latest) return time
  throw new TypeError(
    `getAnchorDate of policy "${policy}" must answer a Date between the years 1970 and 9999.`,
  )
}
