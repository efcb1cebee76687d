import type { AccessRule, IdentityClient } from '../../identity/identity.ts'

/** Seconds of some minutes, at least one; rules may hold fractions so that tests can see tokens expire. */
export function wholeSeconds(minutes: number): number {
  return Math.max(1, Math.round(minutes * 60))
}

/**
 * When a refresh token that is issued or used now ends, in seconds since 1970: after the idle window, but never later
 * than the absolute life counted from the sign-in, which rotation inherits.
 */
export function refreshTokenEnd(rule: AccessRule, firstIssuedAt: number, now: number): number {
  const idleEnd = now + wholeSeconds(rule.refreshTokenWindowMinutes)
  if (rule.refreshTokenLifetimeMinutes === 0) return idleEnd
  return Math.min(idleEnd, firstIssuedAt + wholeSeconds(rule.refreshTokenLifetimeMinutes))
}

/**
 * True when a client gets a new refresh token at every use: those that cannot keep a secret (OAuth 2.1 section 4.3.1
 * asks it of public clients). Confidential clients keep theirs, as Okta's web applications do by default.
 */
export function rotatesRefreshTokens(client: IdentityClient): boolean {
  return client.type === 'native' || client.type === 'browser'
}
