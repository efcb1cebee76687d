import type { IdentityProvider } from './identity-provider.ts'
import { providerOrigin } from './provider-origin.ts'

/** What tells one Microsoft Entra tenant from another. */
export interface EntraTenant {
  readonly tenantId: string
  /** Host of the cloud, such as login.microsoftonline.com. */
  readonly authorityHost: string
  /** True also for tokens of version 1.0, whose issuer is another. */
  readonly acceptV1Tokens: boolean
}

/** A Microsoft Entra tenant. */
export function describeEntra({ tenantId, authorityHost, acceptV1Tokens }: EntraTenant): IdentityProvider {
  const authority = `${providerOrigin(authorityHost)}/${tenantId}`
  return {
    issuer: `${authority}/v2.0`,
    issuerAliases: acceptV1Tokens ? [`https://sts.windows.net/${tenantId}/`] : [],
    keys: { kind: 'url', url: `${authority}/discovery/v2.0/keys` },
    algorithms: ['RS256'],
    claims: { requiredClaims: { tid: [tenantId] } },
  }
}
