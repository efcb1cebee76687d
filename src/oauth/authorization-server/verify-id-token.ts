import { compactVerify, createLocalJWKSet, type JWTPayload } from 'jose'
import type { ServedServer } from './served-server.ts'

/** What this server said about a sign-in. */
export interface IdTokenClaims extends JWTPayload {
  readonly iss: string
  readonly sub: string
  readonly aud: string
  readonly exp: number
}

/** The claims of an ID token of this server, an expired one included; undefined for everything else. */
export type VerifyIdToken = (token: string) => Promise<IdTokenClaims | undefined>

/** Longest token that is looked at. */
const longestToken = 8192

/** Verifies ID tokens of one server under any spelling of its issuer; whether they have expired is for the caller to say. */
export function createIdTokenVerifier(served: ServedServer): VerifyIdToken {
  return async (token) => {
    if (token.length > longestToken) return undefined
    const keys = createLocalJWKSet({ keys: [...served.keys.published.keys] })
    try {
      const { payload } = await compactVerify(token, keys, { algorithms: ['RS256'] })
      const claims: unknown = JSON.parse(new TextDecoder().decode(payload))
      return isIdToken(claims) && served.issuers.includes(claims.iss) ? claims : undefined
    } catch {
      return undefined
    }
  }
}

/** Access tokens are signed with the same keys, but say `cid` and `scp`. */
function isIdToken(claims: unknown): claims is IdTokenClaims {
  if (typeof claims !== 'object' || claims === null || 'cid' in claims || 'scp' in claims) return false
  const { iss, sub, aud, exp } = claims as Record<string, unknown>
  const texts = [iss, sub, aud]
  return texts.every((text) => typeof text === 'string') && typeof exp === 'number'
}
