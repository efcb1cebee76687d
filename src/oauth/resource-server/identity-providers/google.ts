import type { IdentityProvider } from './identity-provider.ts'

/** Google accounts. Google's access tokens cannot be read by others; these are its ID tokens, for a client id. */
export function describeGoogle(hostedDomains: readonly string[] | undefined): IdentityProvider {
  return {
    issuer: 'https://accounts.google.com',
    // Google writes it either way.
    issuerAliases: ['accounts.google.com'],
    keys: { kind: 'url', url: 'https://www.googleapis.com/oauth2/v3/certs' },
    algorithms: ['RS256'],
    ...(hostedDomains === undefined ? {} : { claims: { requiredClaims: { hd: hostedDomains } } }),
  }
}
