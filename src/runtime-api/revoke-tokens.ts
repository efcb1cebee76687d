import type { Revocation } from '../gateway/policy.ts'

/**
 * Tells every policy of the gateway that tokens were revoked: memories are emptied, and what the revocation names is
 * refused from then on. A module that runs in a gateway gets its gateway's function in place of this one, which rejects.
 */
export function revokeTokens(_revocation: Revocation = {}): Promise<void> {
  return Promise.reject(new Error('revokeTokens works inside a gateway that serves.'))
}
