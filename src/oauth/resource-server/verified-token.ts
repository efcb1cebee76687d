import type { Claims } from './parse-access-token.ts'
import type { TokenBinding } from './token-binding.ts'

/** What a token says, after every check passed. */
export interface VerifiedToken {
  readonly subject: string
  /** All claims; frozen, without prototypes. */
  readonly claims: Claims
  /** Scopes as whole names, in the token's order. */
  readonly scopes: readonly string[]
  /** Seconds since the epoch; infinite for a token whose issuer does not say. */
  readonly expiresAt: number
  /** What its presenter must prove to have; undefined for a plain bearer token. */
  readonly binding: TokenBinding | undefined
}
