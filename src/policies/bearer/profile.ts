import type { TokenVerifier } from '../../oauth/resource-server/remember-tokens.ts'
import type { Revocations } from '../../oauth/resource-server/revocations.ts'
import type { TokenOptions } from './options.ts'

/** What makes one policy for access tokens differ from another. */
export interface BearerProfile {
  /** Undefined: any issuer whose tokens verify. */
  readonly issuer: string | undefined
  /** Accepted names of the resource, the canonical one first; empty: not checked. */
  readonly audiences: readonly string[]
  readonly options: TokenOptions
  /** Header that holds the token, lower case. */
  readonly authHeader: string
  readonly verifier: TokenVerifier
  readonly revocations: Revocations
  /** Why tokens cannot be judged right now; undefined while they can. */
  readonly problem: () => string | undefined
}
