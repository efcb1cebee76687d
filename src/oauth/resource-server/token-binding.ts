import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { Claims } from './parse-access-token.ts'
import { showFound, type TokenRefusal } from './token-refusal.ts'

/** What a token is bound to: whoever presents it must prove to have it (RFC 7800). */
export interface TokenBinding {
  /** Thumbprint of the key of a DPoP proof (`cnf.jkt`, RFC 9449 section 6.1). */
  readonly key: string | undefined
  /** Thumbprint of the certificate of a mutual TLS connection (`cnf.x5t#S256`, RFC 8705 section 3.1). */
  readonly certificate: string | undefined
}

const thumbprint = /^[A-Za-z0-9_-]{43}$/

/** Reads what a token is bound to; undefined for a plain bearer token, a refusal for a binding nobody here can check. */
export function readBinding(claims: Claims): Result<TokenBinding | undefined, TokenRefusal> {
  const confirmation = claims['cnf']
  if (confirmation === undefined) return ok(undefined)
  const members = typeof confirmation === 'object' && confirmation !== null ? confirmation : {}
  const { jkt: key, 'x5t#S256': certificate, ...others } = members as Record<string, unknown>
  const known = isThumbprint(key) && isThumbprint(certificate) && (key ?? certificate) !== undefined
  // What confirms the holder in another way as well must not count as confirmed by these alone.
  if (!known || Object.keys(others).length > 0) {
    return refuse({
      reason: 'binding',
      expected: 'jkt or x5t#S256 in cnf',
      found: showFound(Object.keys(members)),
    })
  }
  return ok({ key, certificate })
}

function isThumbprint(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && thumbprint.test(value))
}
