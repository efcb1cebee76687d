import type { IdentityProvider } from './identity-provider.ts'

/** Okta's custom authorization servers. */
export function describeOkta(issuer: string): IdentityProvider {
  return {
    issuer,
    keys: { kind: 'okta', issuer },
    // Okta signs with nothing else.
    algorithms: ['RS256'],
    claims: { requireOktaShape: true },
  }
}
