import { compactVerify } from 'jose'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import { copyClaims } from './copy-claims.ts'
import { judgeClaims, type ClaimRules } from './judge-claims.ts'
import type { KeySource } from './key-source.ts'
import { parseAccessToken, type Claims, type ParsedToken } from './parse-access-token.ts'
import { rememberTokens, type TokenMemory, type TokenVerifier } from './remember-tokens.ts'
import { readBinding } from './token-binding.ts'
import { showFound, type TokenRefusal } from './token-refusal.ts'
import type { VerifiedToken } from './verified-token.ts'

/** What a verifier checks tokens against. */
export interface TokenVerifierInput extends ClaimRules, Omit<TokenMemory, 'generation'> {
  /** Accepted signature algorithms. */
  readonly algorithms: readonly string[]
  readonly keys: KeySource
  /** Tells whether a token was revoked although it verifies. Default: none was. */
  readonly isRevoked?: (claims: Claims, subject: string) => Promise<boolean>
}

/** Creates a verifier of access tokens in JWT form (RFC 9068, RFC 8725). */
export function createTokenVerifier(input: TokenVerifierInput): TokenVerifier {
  return rememberTokens((token) => verifyAccessToken(token, input), {
    ...input,
    generation: () => input.keys.generation(),
  })
}

/** Claims are judged before the key is looked up, so that junk costs neither crypto nor a read of keys. */
async function verifyAccessToken(
  token: string,
  input: TokenVerifierInput,
): Promise<Result<VerifiedToken, TokenRefusal>> {
  const parsed = parseAccessToken(token, input.algorithms)
  if (!parsed.ok) return parsed
  const { claims } = parsed.value
  const judged = judgeClaims(claims, input, Math.floor(input.now() / 1000))
  if (!judged.ok) return judged
  const binding = readBinding(claims)
  if (!binding.ok) return binding
  const refusal = await verifySignature(token, parsed.value, input.keys)
  if (refusal !== undefined) return refuse(refusal)
  if ((await input.isRevoked?.(claims, judged.value.subject)) === true) return refuse({ reason: 'revoked' })
  return ok(Object.freeze({ ...judged.value, claims: copyClaims(claims), binding: binding.value }))
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
