import { createHash } from 'node:crypto'
import { normalizeLogin } from '../../../identity/normalize-login.ts'
import type { Storage } from '../../../storage/storage.ts'

/** How long failed attempts are remembered, in milliseconds. */
const windowMs = 5 * 60_000
/** Failed attempts within the window for one login. */
const perLogin = 10
/** Failed attempts within the window from one address. */
const perAddress = 50

/** Seconds after which a person who was stopped may try again. */
export const retryAfterSeconds = windowMs / 1000

/** Bounds guessing: by login, so that a password cannot be tried out from many places, and by address. */
export interface AttemptLimit {
  /** Counts an attempt before it is judged, so that many at once are bounded too; false = refuse it unjudged. */
  begin(login: string, address: string): Promise<boolean>
  /** Takes an attempt that succeeded out of the count. */
  succeed(login: string, address: string): Promise<void>
}

/** The limit of one authorization server, counted in the gateway's store. */
export function createAttemptLimit(storage: Storage, serverId: string): AttemptLimit {
  const keysOf = (login: string, address: string): readonly [string, string] => [
    `as:${serverId}:attempts:login:${digest(normalizeLogin(login))}`,
    `as:${serverId}:attempts:address:${digest(address)}`,
  ]
  return {
    begin: async (login, address) => {
      const [loginKey, addressKey] = keysOf(login, address)
      const byAddress = await storage.increment(addressKey, 1, windowMs)
      if (byAddress > perAddress) return false
      return (await storage.increment(loginKey, 1, windowMs)) <= perLogin
    },
    succeed: async (login, address) => {
      const keys = keysOf(login, address)
      await Promise.all(keys.map((key) => storage.increment(key, -1, windowMs)))
    },
  }
}

/** Keys are of one length whatever a stranger types, and the store holds no list of what was typed. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
