import type { IdentityProvider } from './identity-provider.ts'
import { providerOrigin } from './provider-origin.ts'

/** An Auth0 tenant or its custom domain. Its tokens end their issuer with a slash, its users mostly do not. */
export function describeAuth0(domain: string): IdentityProvider {
  const origin = providerOrigin(domain)
  return {
    issuer: `${origin}/`,
    issuerAliases: [origin],
    keys: { kind: 'url', url: `${origin}/.well-known/jwks.json` },
    algorithms: ['RS256', 'PS256'],
  }
}
