import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { requestToken } from '../../../oauth/client/request-token.ts'
import { askWithRetries } from '../../upstream-token/retry.ts'
import { UpstreamTokens } from '../../upstream-token/upstream-tokens.ts'
import { upstreamAzureAdServiceAuthOptions } from './options.ts'

/** Gives requests a token of an application of Microsoft Entra (Azure AD), by client credentials. */
export const upstreamAzureAdServiceAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['UpstreamAzureAdServiceAuthInboundPolicy'],
  policyTypes: ['upstream-azure-ad-service-auth-inbound'],
  options: upstreamAzureAdServiceAuthOptions,
  create: (options, setup): InboundPolicy => {
    const { activeDirectoryTenantId: tenant, activeDirectoryClientId: clientId } = options
    const tokenUrl = `${options.authority.replace(/\/$/, '')}/${tenant}/oauth2/v2.0/token`
    const client = {
      clientId,
      clientSecret: options.activeDirectoryClientSecret,
      clientAuthentication: 'client_secret_post',
    } as const
    const parameters = { grant_type: 'client_credentials', scope: options.scope ?? `${clientId}/.default` }
    const tokens = new UpstreamTokens(options, 1, setup, (_question, post) =>
      askWithRetries(options.tokenRetries, () => requestToken(tokenUrl, client, parameters, post)),
    )
    const question = { key: 'own', parameters: {} }
    return { name: setup.name, handle: (exchange) => tokens.apply(question, exchange) }
  },
})
