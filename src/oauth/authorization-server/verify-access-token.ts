import { createLocalJWKSet, jwtVerify, type JWTPayload } from 'jose'
import type { ServedServer } from './served-server.ts'
import type { JsonWebKeySet } from './signing-keys.ts'

/** The claims of an access token of this server, under any spelling of its issuer; undefined for everything else. */
export type VerifyAccessToken = (token: string) => Promise<JWTPayload | undefined>

/** Longest token that is looked at. */
const longestToken = 8192

/**
 * Verifies the tokens of one server with the keys it has at that moment, the expired ones it still publishes included;
 * revoked tokens do not verify.
 */
export function createTokenVerifier(served: ServedServer): VerifyAccessToken {
  let keys: { readonly of: JsonWebKeySet; readonly find: ReturnType<typeof createLocalJWKSet> } | undefined
  return async (token) => {
    if (token.length > longestToken) return undefined
    const { published } = served.keys
    if (keys?.of !== published)
      keys = { of: published, find: createLocalJWKSet({ keys: [...published.keys] }) }
    let payload: JWTPayload
    try {
      ;({ payload } = await jwtVerify(token, keys.find, {
        algorithms: ['RS256'],
        issuer: [...served.issuers],
        audience: served.server.audience,
        requiredClaims: ['exp', 'iat', 'jti', 'sub', 'cid'],
      }))
    } catch {
      return undefined
    }
    return (await served.revokedTokens.has(payload.jti ?? '')) ? undefined : payload
  }
}
