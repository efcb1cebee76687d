import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { Claims } from './parse-access-token.ts'
import { showFound, type TokenRefusal } from './token-refusal.ts'
import { isTextArray, readScopes } from './token-scopes.ts'

/** What the claims of an accepted token must be. */
export interface ClaimRules {
  /** Accepted spellings of the issuer, compared byte for byte; undefined = any issuer whose key verifies. */
  readonly issuers: readonly string[] | undefined
  /** Accepted spellings of the audience, compared byte for byte; undefined = not compared. */
  readonly audiences: readonly string[] | undefined
  /** True for issuers whose tokens may name no audience; where audiences are compared, they must. Default false. */
  readonly audienceMayBeAbsent?: boolean
  /** True for answers of an introspection endpoint, where `iss`, `exp` and `iat` are optional (RFC 7662). Default false. */
  readonly isIntrospected?: boolean
  /** Claims that must hold one of the values; an array must hold one of them. */
  readonly requiredClaims?: Readonly<Record<string, readonly string[]>>
  /** Claim that says who the caller is. Default `sub`. */
  readonly subjectClaim?: string
  /** True for Okta: `cid` and an array `scp` are there, which an ID token lacks. Default false. */
  readonly requireOktaShape?: boolean
  /** Seconds that clocks may differ. Default 30. */
  readonly clockToleranceSeconds?: number
  /** Longest time from `iat` to `exp`, seconds. Default: any. */
  readonly maxLifetimeSeconds?: number
}

/** What a token says once its claims were judged. */
export interface JudgedClaims {
  readonly subject: string
  readonly scopes: readonly string[]
  /** Seconds since the epoch; infinite where nothing says. */
  readonly expiresAt: number
}

/** Seconds that clocks may differ when nobody says otherwise. */
export const defaultClockToleranceSeconds = 30
/** The last second of the year 9999: what lies beyond is no date. */
const latestTime = 253_402_300_799

/** Checks `iss aud exp iat nbf sub` and the profile's own claims; `exp iat iss aud sub` are required. */
export function judgeClaims(
  claims: Claims,
  rules: ClaimRules,
  nowSeconds: number,
): Result<JudgedClaims, TokenRefusal> {
  const refusal =
    judgeIssuer(claims, rules) ??
    judgeAudience(claims, rules) ??
    judgeTimes(claims, rules, nowSeconds) ??
    judgeRequired(claims, rules)
  if (refusal !== undefined) return refuse(refusal)
  const subjectClaim = rules.subjectClaim ?? 'sub'
  const subject = claims[subjectClaim]
  if (typeof subject !== 'string' || subject === '') {
    return refuse({ reason: 'claim', claim: subjectClaim, expected: 'a text', found: showFound(subject) })
  }
  if (rules.requireOktaShape === true && !hasOktaShape(claims)) {
    const found = `cid ${showFound(typeof claims['cid'])}, scp ${Array.isArray(claims['scp']) ? 'array' : typeof claims['scp']}`
    return refuse({ reason: 'not-access-token', expected: 'cid text, scp array', found })
  }
  const expiresAt = (claims['exp'] as number | undefined) ?? Number.POSITIVE_INFINITY
  return ok({ subject, scopes: readScopes(claims), expiresAt })
}

function judgeIssuer(claims: Claims, { issuers, isIntrospected }: ClaimRules): TokenRefusal | undefined {
  const issuer = claims['iss']
  // Whoever asked the endpoint of an issuer knows whose token it is.
  if (issuer === undefined && isIntrospected === true) return undefined
  if (typeof issuer === 'string' && issuer !== '' && (issuers === undefined || issuers.includes(issuer)))
    return undefined
  const reason = typeof issuer === 'string' ? 'issuer' : 'claim'
  return { reason, claim: 'iss', expected: issuers?.[0] ?? 'a text', found: showFound(issuer) }
}

function judgeAudience(claims: Claims, rules: ClaimRules): TokenRefusal | undefined {
  const { audiences } = rules
  const audience = claims['aud']
  if (audience === undefined && audiences === undefined && rules.audienceMayBeAbsent === true)
    return undefined
  const named: readonly unknown[] = Array.isArray(audience) ? audience : [audience]
  if (named.length === 0 || !named.every((one) => typeof one === 'string' && one !== '')) {
    return { reason: 'claim', claim: 'aud', expected: audiences?.[0] ?? 'a text', found: showFound(audience) }
  }
  // RFC 7519 section 4.1.3: one of the audiences must be us, as a whole string.
  if (audiences === undefined || named.some((one) => audiences.includes(one as string))) return undefined
  return { reason: 'audience', claim: 'aud', expected: audiences[0] ?? '', found: showFound(audience) }
}

function judgeTimes(claims: Claims, rules: ClaimRules, now: number): TokenRefusal | undefined {
  const tolerance = rules.clockToleranceSeconds ?? defaultClockToleranceSeconds
  for (const claim of ['exp', 'iat', 'nbf'] as const) {
    const value = claims[claim]
    if (value === undefined && (claim === 'nbf' || rules.isIntrospected === true)) continue
    if (!isTime(value))
      return { reason: 'claim', claim, expected: 'seconds since 1970', found: showFound(value) }
  }
  const exp = (claims['exp'] as number | undefined) ?? Number.POSITIVE_INFINITY
  const iat = (claims['iat'] as number | undefined) ?? 0
  const nbf = (claims['nbf'] as number | undefined) ?? iat
  if (exp + tolerance <= now) return { reason: 'expired', expected: `exp after ${now}`, found: `${exp}` }
  if (iat > now + tolerance)
    return { reason: 'issued-in-future', expected: `iat up to ${now}`, found: `${iat}` }
  if (nbf > now + tolerance) return { reason: 'not-yet-valid', expected: `nbf up to ${now}`, found: `${nbf}` }
  const longest = rules.maxLifetimeSeconds
  if (longest === undefined || exp - iat <= longest) return undefined
  return {
    reason: 'lifetime',
    claim: 'exp',
    expected: `at most ${longest} seconds after iat`,
    found: `${exp - iat}`,
  }
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= latestTime
}

function hasOktaShape(claims: Claims): boolean {
  return typeof claims['cid'] === 'string' && isTextArray(claims['scp'])
}

function judgeRequired(claims: Claims, { requiredClaims = {} }: ClaimRules): TokenRefusal | undefined {
  for (const [claim, allowed] of Object.entries(requiredClaims)) {
    const value = claims[claim]
    const held: readonly unknown[] = Array.isArray(value) ? value : [value]
    if (held.some((one) => isPlain(one) && allowed.includes(String(one)))) continue
    return { reason: 'claim', claim, expected: `one of ${allowed.join(', ')}`, found: showFound(value) }
  }
  return undefined
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
