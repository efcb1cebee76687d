import type { JWTPayload } from 'jose'
import type { Token } from 'oidc-provider'
import type { Account } from './accounts.ts'
import type { IdTokenClaims } from './verify-id-token.ts'

/** What the introspection endpoint says of a token (RFC 7662 section 2.2). */
export type Introspection = Readonly<Record<string, unknown>> & { readonly active: boolean }

/** All that is said of a token that is not good any more, never was, or is none of the caller's business. */
export const inactive: Introspection = { active: false }

/** Claims of an access token that the answer names otherwise, or leaves out as Okta does. */
const renamed: ReadonlySet<string> = new Set(['ver', 'cid', 'scp', 'auth_time'])

/** The members of Okta's answer about an access token; declared claims follow them. */
export function describeAccessToken(claims: JWTPayload): Introspection {
  const { scp, cid, uid, sub } = claims
  const said = Object.entries(claims).filter(([name]) => !renamed.has(name))
  return {
    active: true,
    token_type: 'Bearer',
    scope: Array.isArray(scp) ? scp.join(' ') : '',
    client_id: cid,
    ...(uid === undefined ? {} : { username: sub }),
    ...Object.fromEntries(said),
  }
}

/** The members of Okta's answer about a refresh token. */
export function describeRefreshToken(token: Token, { user }: Account): Introspection {
  return {
    active: true,
    token_type: 'Bearer',
    scope: token.scope ?? '',
    client_id: token.clientId,
    username: user.login,
    exp: token.exp,
    sub: user.login,
  }
}

/** The members of the answer about an ID token. */
export function describeIdToken(claims: IdTokenClaims, { user }: Account): Introspection {
  const { iss, sub, aud, exp, iat, jti } = claims
  return {
    active: true,
    token_type: 'Bearer',
    client_id: aud,
    username: user.login,
    ...{ iss, sub, aud, exp, iat, jti },
  }
}
