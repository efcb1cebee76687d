import type { IdentityProvider } from './identity-provider.ts'

/** A PropelAuth environment; it hands out its public key as text. */
export function describePropelAuth(authUrl: string, verifierKey: string): IdentityProvider {
  return {
    issuer: authUrl.replace(/\/$/, ''),
    keys: { kind: 'public-key', pem: verifierKey, algorithm: 'RS256' },
    algorithms: ['RS256'],
    claims: { audienceMayBeAbsent: true, subjectClaim: 'user_id' },
  }
}
