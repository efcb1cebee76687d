import type { AdapterPayload } from 'oidc-provider'
import type { Storage } from '../../../storage/storage.ts'

/** Seconds for which an expired device code is still known, so that the device is told `expired_token`. */
const afterlifeSeconds = 600

/** A device code on its way to the store. */
export interface KeptDeviceCode {
  readonly key: string
  readonly id: string
  readonly payload: AdapterPayload
  /** Where its id can be looked up. */
  readonly indexKeys: readonly string[]
  readonly lifeSeconds: number
}

/**
 * Keeps a device code; false when a decision about it is kept already. Two people may have one code open at the same
 * time, and only the first of them decides, which is why a page under way does not block the code: somebody who closed
 * theirs can type it again.
 */
export async function keepDeviceCode(storage: Storage, code: KeptDeviceCode): Promise<boolean> {
  const { inFlight: _underWay, ...payload } = code.payload
  const value = JSON.stringify(payload)
  const ttlMs = (Math.max(0, code.lifeSeconds) + afterlifeSeconds) * 1000
  // The indexes come first: one without its code is harmless.
  await storage.write(code.indexKeys.map((put) => ({ put, value: code.id, ttlMs })))
  for (;;) {
    const stored = await storage.get(code.key)
    if (stored !== undefined && isDecided(JSON.parse(stored.value) as AdapterPayload)) return false
    if (await storage.replaceIf(code.key, stored?.version, value, ttlMs)) return true
  }
}

function isDecided(payload: AdapterPayload): boolean {
  return [payload['accountId'], payload['error'], payload.consumed].some((mark) => mark !== undefined)
}
