import { decodeJwt, decodeProtectedHeader } from 'jose'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import { showFound, type TokenRefusal } from './token-refusal.ts'

/** Claims of a token: null-prototype records all the way down, so that no name of a claim reaches a prototype. */
export type Claims = Readonly<Record<string, unknown>>

/** A token taken apart; nothing of it is trusted yet. */
export interface ParsedToken {
  readonly keyId: string | undefined
  readonly algorithm: string
  readonly claims: Claims
}

/** Longest access token that is looked at, characters. */
export const longestToken = 16_384
const longestKeyId = 256
const deepestClaims = 16
const compactJws = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/
// RFC 9068 section 4 for at+jwt; Okta sends none (or JWT). Any other type is another kind of token (RFC 8725 section 3.11).
const accessTokenTypes = new Set(['jwt', 'at+jwt', 'application/at+jwt'])

/** Parses a token in compact form after checking its size and form, and its header against what is accepted. */
export function parseAccessToken(
  token: string,
  algorithms: readonly string[],
): Result<ParsedToken, TokenRefusal> {
  if (token.length > longestToken) {
    return refuse({
      reason: 'too-long',
      expected: `at most ${longestToken} characters`,
      found: `${token.length}`,
    })
  }
  // A regular JWT has three parts; five would be an encrypted one, which is not accepted.
  if (!compactJws.test(token)) return refuse({ reason: 'malformed', found: 'no three base64url parts' })
  if (!token.split('.').every(isCanonical))
    return refuse({ reason: 'malformed', found: 'a base64url part with bits left over' })
  try {
    const header: Readonly<Record<string, unknown>> = { ...decodeProtectedHeader(token) }
    const refusal = judgeHeader(header, algorithms)
    if (refusal !== undefined) return refuse(refusal)
    const claims = freezeClaims(decodeJwt(token))
    return ok({ keyId: header['kid'] as string | undefined, algorithm: header['alg'] as string, claims })
  } catch {
    return refuse({ reason: 'malformed', found: 'a part that is not base64url of a JSON object' })
  }
}

/** RFC 4648 section 3.5: bits that are left over are zero, so that a token has one spelling and its hash names it. */
function isCanonical(part: string): boolean {
  const last = part.at(-1) ?? ''
  switch (part.length % 4) {
    case 0:
      return true
    case 2:
      return 'AQgw'.includes(last)
    case 3:
      return 'AEIMQUYcgkosw048'.includes(last)
    default:
      return false
  }
}

function judgeHeader(
  header: Readonly<Record<string, unknown>>,
  algorithms: readonly string[],
): TokenRefusal | undefined {
  const { alg, crit, typ, kid } = header
  // RFC 8725 section 3.1: the list is ours; the token does not choose.
  if (typeof alg !== 'string' || !algorithms.includes(alg)) {
    return { reason: 'algorithm', expected: algorithms.join(' or '), found: showFound(alg) }
  }
  if (crit !== undefined) return { reason: 'critical-header', found: showFound(crit) }
  if (typ !== undefined && !(typeof typ === 'string' && accessTokenTypes.has(typ.toLowerCase()))) {
    return { reason: 'type', expected: 'none, JWT or at+jwt', found: showFound(typ) }
  }
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > longestKeyId)) {
    return {
      reason: 'key-id',
      expected: `a text of at most ${longestKeyId} characters`,
      found: showFound(kid),
    }
  }
  return undefined
}

/** A frozen copy of a JSON object that inherits nothing; throws for one that is nested too deep. */
export function freezeClaims(record: object): Claims {
  return copyRecord(record, 0)
}

function copyRecord(record: object, depth: number): Claims {
  if (depth > deepestClaims) throw new RangeError('claims nested too deep')
  const copy = Object.create(null) as Record<string, unknown>
  for (const [name, value] of Object.entries(record)) copy[name] = copyValue(value, depth)
  return Object.freeze(copy)
}

function copyValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) return copyRecord(value, depth + 1)
  if (depth > deepestClaims) throw new RangeError('claims nested too deep')
  return Object.freeze(value.map((item) => copyValue(item, depth + 1)))
}
