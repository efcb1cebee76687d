import { createHash } from 'node:crypto'
import type { Context } from 'oidc-provider'
import type { Storage } from '../../../storage/storage.ts'
import { oktaErrorBody, oktaErrors } from '../okta-errors.ts'

/** Seconds a device waits between two questions, as Okta asks of it. */
export const pollingInterval = 5

/** A little less than the interval, for the time that an answer was under way. */
const countedMs = pollingInterval * 1000 - 500

/** Answers `slow_down` (RFC 8628 section 3.5) to a device that asks again before its interval is over. */
export function createSlowDown(
  storage: Storage,
  serverId: string,
): (context: Context, next: () => Promise<void>) => Promise<void> {
  return async (context, next) => {
    await next()
    if (!isPending(context.body)) return
    const code = context.oidc.params?.['device_code']
    const digest = createHash('sha256').update(String(code)).digest('base64url')
    const polls = await storage.increment(`as:${serverId}:device-polls:${digest}`, 1, countedMs)
    if (polls > 1) context.body = oktaErrorBody(oktaErrors.deviceSlowDown)
  }
}

function isPending(body: unknown): boolean {
  const pending = oktaErrors.devicePending.error
  return typeof body === 'object' && body !== null && 'error' in body && body.error === pending
}
