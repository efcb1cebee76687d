import { copyClaims } from './copy-claims.ts'
import { compactVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import { judgeClaims, type ClaimRules } from './judge-claims.ts'
import type { KeySource } from './key-source.ts'
import { longestToken, parseAccessToken, type Claims, type ParsedToken } from './parse-access-token.ts'
import { showFound, type TokenRefusal } from './token-refusal.ts'

/** What a token says, after every check passed. */
export interface VerifiedToken {
  readonly subject: string
  /** All claims; frozen, without prototypes. */
  readonly claims: Claims
  /** Scopes as whole names, in the token's order. */
  readonly scopes: readonly string[]
  /** Seconds since the epoch. */
  readonly expiresAt: number
}

/** What a verifier checks tokens against. */
export interface TokenVerifierInput extends ClaimRules {
  /** Accepted signature algorithms. */
  readonly algorithms: readonly string[]
  readonly keys: KeySource
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Hash of a text; names the token in the cache, which so never holds one. */
  readonly sha256: (text: string) => string
  /** Verified tokens remembered at once. Default 10 000. */
  readonly cacheSize?: number
}

/** Verifies access tokens (RFC 9068, RFC 8725). */
export interface TokenVerifier {
  /** The token when it was verified in the last minute and still holds; needs no promise. */
  verifyCached(token: string): VerifiedToken | undefined
  verify(token: string): Promise<Result<VerifiedToken, TokenRefusal>>
}

interface Remembered {
  readonly token: VerifiedToken
  /** Milliseconds since the epoch. */
  readonly until: number
  readonly generation: number
}

const longestRememberedMs = 60_000

/** Creates a verifier. Claims are judged before the key is looked up, so that junk costs neither crypto nor a read of keys. */
export function createTokenVerifier(input: TokenVerifierInput): TokenVerifier {
  const { keys, now, sha256 } = input
  const remembered = new LRUCache<string, Remembered>({ max: input.cacheSize ?? 10_000 })

  const verifyCached = (token: string): VerifiedToken | undefined => {
    if (token.length > longestToken) return undefined
    const name = sha256(token)
    const entry = remembered.get(name)
    if (entry === undefined) return undefined
    if (now() < entry.until && entry.generation === keys.generation()) return entry.token
    remembered.delete(name)
    return undefined
  }

  const verifyFresh = async (token: string, name: string): Promise<Result<VerifiedToken, TokenRefusal>> => {
    const parsed = parseAccessToken(token, input.algorithms)
    if (!parsed.ok) return parsed
    const judged = judgeClaims(parsed.value.claims, input, Math.floor(now() / 1000))
    if (!judged.ok) return judged
    const refusal = await verifySignature(token, parsed.value, keys)
    if (refusal !== undefined) return refuse(refusal)
    const claims = copyClaims(parsed.value.claims)
    const verified: VerifiedToken = Object.freeze({ ...judged.value, claims })
    const until = Math.min(now() + longestRememberedMs, verified.expiresAt * 1000)
    if (until > now()) remembered.set(name, { token: verified, until, generation: keys.generation() })
    return ok(verified)
  }

  // Many requests with one token may arrive before its first check is done; they share it.
  const inFlight = new Map<string, Promise<Result<VerifiedToken, TokenRefusal>>>()

  const verify = (token: string): Promise<Result<VerifiedToken, TokenRefusal>> => {
    const cached = verifyCached(token)
    if (cached !== undefined) return Promise.resolve(ok(cached))
    // Too long to be hashed is too long to be parsed.
    if (token.length > longestToken) return verifyFresh(token, '')
    const name = sha256(token)
    const shared = inFlight.get(name)
    if (shared !== undefined) return shared
    const fresh = verifyFresh(token, name).finally(() => inFlight.delete(name))
    inFlight.set(name, fresh)
    return fresh
  }

  return { verifyCached, verify }
}

async function verifySignature(
  token: string,
  parsed: ParsedToken,
  keys: KeySource,
): Promise<TokenRefusal | undefined> {
  // Keys come from the configured issuer only: jku, jwk, x5u and x5c of the header are not read (RFC 8725 section 3.10).
  const lookup = await keys.find(parsed.keyId, parsed.algorithm)
  if (lookup.kind === 'unavailable')
    return { reason: 'keys-unavailable', retryAfterSeconds: lookup.retryAfterSeconds }
  if (lookup.kind === 'unknown') return { reason: 'unknown-key', found: `kid ${showFound(parsed.keyId)}` }
  try {
    await compactVerify(token, lookup.key, { algorithms: [parsed.algorithm] })
    return undefined
  } catch {
    // Whatever went wrong, the signature did not verify.
    return { reason: 'signature' }
  }
}
