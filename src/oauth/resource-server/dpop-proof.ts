import { calculateJwkThumbprint, compactVerify, decodeJwt, decodeProtectedHeader } from 'jose'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import { importPublicKey } from './key-set.ts'
import { privateMembers } from './signature-algorithms.ts'
import { showFound, type TokenRefusal } from './token-refusal.ts'

/** What a proof must be about (RFC 9449 section 4.3). */
export interface DpopExpectation {
  readonly method: string
  /** The URL of the request as its caller knows it, without query. */
  readonly url: string
  /** Hash of the access token, base64url. */
  readonly tokenHash: string
  /** Thumbprint of the key the token is bound to. */
  readonly keyThumbprint: string
  /** Accepted signature algorithms. */
  readonly algorithms: readonly string[]
  /** Seconds since the epoch. */
  readonly now: number
  /** Most seconds between the proof's `iat` and now, either way. */
  readonly maxAgeSeconds: number
}

/** A proof that holds, but for its nonce and whether it was seen before. */
export interface DpopProof {
  readonly id: string
  /** Seconds since the epoch. */
  readonly issuedAt: number
  readonly nonce: string | undefined
}

const longestProof = 8_192
const longestId = 256
const compactJws = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/

/** Verifies the proof of a `DPoP` header, step by step as RFC 9449 section 4.3 lists them. */
export async function verifyDpopProof(
  sent: string | undefined,
  expected: DpopExpectation,
): Promise<Result<DpopProof, TokenRefusal>> {
  // Two headers arrive joined by a comma, which no proof holds.
  if (sent === undefined || sent.length > longestProof || !compactJws.test(sent))
    return failed('one DPoP header with a JWT', sent === undefined ? undefined : 'something else')
  try {
    const header: Record<string, unknown> = { ...decodeProtectedHeader(sent) }
    const claims: Record<string, unknown> = { ...decodeJwt(sent) }
    return (
      judgeHeader(header, expected) ??
      (await judgeKey(sent, header, expected)) ??
      judgeClaims(claims, expected)
    )
  } catch {
    return failed('a JWT that can be read', 'something else')
  }
}

type Failure = Result<never, TokenRefusal>

function judgeHeader(header: Record<string, unknown>, { algorithms }: DpopExpectation): Failure | undefined {
  const { typ, alg, crit } = header
  if (typ !== 'dpop+jwt') return failed('typ dpop+jwt', typ)
  if (typeof alg !== 'string' || !algorithms.includes(alg))
    return failed(`alg ${algorithms.join(' or ')}`, alg)
  return crit === undefined ? undefined : failed('no crit', crit)
}

/** The key comes with the proof; what makes it count is that the token is bound to it. */
async function judgeKey(
  proof: string,
  header: Record<string, unknown>,
  { keyThumbprint }: DpopExpectation,
): Promise<Failure | undefined> {
  const { jwk } = header
  if (!isPublicJwk(jwk)) return failed('a public key in jwk', typeof jwk)
  if ((await calculateJwkThumbprint(jwk)) !== keyThumbprint)
    return failed('the key the token is bound to', 'another key')
  const algorithm = header['alg'] as string
  const key = await importPublicKey(jwk, algorithm)
  if (key === undefined) return failed('a key for its algorithm', showFound(jwk['kty']))
  const signed = await compactVerify(proof, key, { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  )
  return signed ? undefined : failed('a signature that verifies', 'one that does not')
}

function isPublicJwk(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return !privateMembers.some((member) => member in value)
}

function judgeClaims(
  claims: Record<string, unknown>,
  expected: DpopExpectation,
): Result<DpopProof, TokenRefusal> {
  const { jti, htm, htu, iat, ath, nonce } = claims
  if (typeof jti !== 'string' || jti === '' || jti.length > longestId) return failed('a jti', typeof jti)
  if (htm !== expected.method) return failed(`htm ${expected.method}`, htm)
  if (!isSameUrl(htu, expected.url)) return failed(`htu ${expected.url}`, htu)
  if (typeof iat !== 'number' || Math.abs(expected.now - iat) > expected.maxAgeSeconds)
    return failed(`iat within ${expected.maxAgeSeconds} seconds of ${expected.now}`, iat)
  if (ath !== expected.tokenHash) return failed('ath of the access token', typeof ath)
  if (nonce !== undefined && typeof nonce !== 'string') return failed('a text as nonce', typeof nonce)
  return ok({ id: jti, issuedAt: iat, nonce })
}

/** Query and fragment do not count, spelling by the rules of URLs does not either (RFC 9449 section 4.3, step 9). */
function isSameUrl(sent: unknown, url: string): boolean {
  if (typeof sent !== 'string' || !URL.canParse(sent)) return false
  const named = new URL(sent)
  named.search = ''
  named.hash = ''
  return named.username === '' && named.password === '' && named.href === new URL(url).href
}

function failed(expected: string, found: unknown): Failure {
  return refuse({ reason: 'proof', expected, found: showFound(found) })
}
