import { buildTokenId } from './token-id.ts'

/** What an access token says. */
export interface AccessTokenFacts {
  readonly issuer: string
  readonly audience: string
  readonly id: string
  /** The grant behind it; undefined for client_credentials. */
  readonly grantId?: string | undefined
  /** Seconds since 1970. */
  readonly issuedAt: number
  /** Seconds since 1970. */
  readonly expiresAt: number
  readonly clientId: string
  readonly scopes: readonly string[]
  /** Declared claims; the identity file may not name one of the server's. */
  readonly custom: Readonly<Record<string, unknown>>
  /** The person behind it; undefined for client_credentials. */
  readonly user:
    { readonly uid: string; readonly login: string; readonly authTime: number | undefined } | undefined
}

/** The claims of an access token, exactly those of an Okta custom authorization server and in its order. */
export function buildAccessTokenClaims(facts: AccessTokenFacts): Record<string, unknown> {
  const { user } = facts
  return {
    ver: 1,
    jti: buildTokenId(facts.id, facts.grantId),
    iss: facts.issuer,
    aud: facts.audience,
    iat: facts.issuedAt,
    exp: facts.expiresAt,
    cid: facts.clientId,
    ...(user === undefined ? {} : { uid: user.uid }),
    scp: facts.scopes,
    ...(user?.authTime === undefined ? {} : { auth_time: user.authTime }),
    sub: user?.login ?? facts.clientId,
    ...facts.custom,
  }
}
