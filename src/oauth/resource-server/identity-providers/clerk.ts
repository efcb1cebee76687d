import type { IdentityProvider } from './identity-provider.ts'

/** A Clerk instance by its frontend API. Its session tokens name no audience, but the origin they were made for. */
export function describeClerk(
  frontendApiUrl: string,
  authorizedParties: readonly string[] | undefined,
): IdentityProvider {
  const issuer = frontendApiUrl.replace(/\/$/, '')
  return {
    issuer,
    keys: { kind: 'url', url: `${issuer}/.well-known/jwks.json` },
    algorithms: ['RS256'],
    claims: {
      audienceMayBeAbsent: true,
      ...(authorizedParties === undefined ? {} : { requiredClaims: { azp: authorizedParties } }),
    },
  }
}
