import { createHash, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, SignJWT, type JWTHeaderParameters } from 'jose'
import type { AuthorityKey } from './signing-authority.ts'

/** What a proof is about, and what to change of it; a value of undefined leaves the field out. */
export interface ProofChanges {
  readonly header?: Record<string, unknown>
  readonly claims?: Record<string, unknown>
  /** Signs the proof in place of the key it holds. */
  readonly signer?: AuthorityKey
}

/** The public half of a key as a proof holds it. */
export function publicJwk({ jwk }: AuthorityKey): Record<string, unknown> {
  const { kty, crv, x, y, n, e } = jwk
  return withoutUndefined({ kty, crv, x, y, n, e })
}

/** The thumbprint a token is bound to. */
export function thumbprintOf(key: AuthorityKey): Promise<string> {
  return calculateJwkThumbprint(publicJwk(key))
}

/** A DPoP proof (RFC 9449) for a POST to a URL with a token. */
export function proofOf(
  key: AuthorityKey,
  token: string,
  url = 'http://127.0.0.1:9000/mcp',
  changes: ProofChanges = {},
): Promise<string> {
  const header = { typ: 'dpop+jwt', alg: key.jwk.alg, jwk: publicJwk(key), ...changes.header }
  const claims = {
    jti: randomUUID(),
    htm: 'POST',
    htu: url,
    iat: Math.floor(Date.now() / 1000),
    ath: createHash('sha256').update(token).digest('base64url'),
    ...changes.claims,
  }
  return new SignJWT(withoutUndefined(claims))
    .setProtectedHeader(withoutUndefined(header) as unknown as JWTHeaderParameters)
    .sign((changes.signer ?? key).privateKey)
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
