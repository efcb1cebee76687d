import type { IdentityProvider } from './identity-provider.ts'

/** A Keycloak realm. Refresh, ID and offline tokens are signed with the same keys and tell themselves by `typ`. */
export function describeKeycloak(baseUrl: string, realm: string): IdentityProvider {
  const issuer = `${baseUrl.replace(/\/$/, '')}/realms/${encodeURIComponent(realm)}`
  return {
    issuer,
    keys: { kind: 'url', url: `${issuer}/protocol/openid-connect/certs` },
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
    claims: { audienceMayBeAbsent: true, requiredClaims: { typ: ['Bearer', 'DPoP'] } },
  }
}
