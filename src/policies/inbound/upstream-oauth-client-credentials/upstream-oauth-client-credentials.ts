import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { askEndpoint, UpstreamTokens } from '../../upstream-token/upstream-tokens.ts'
import { upstreamOauthClientCredentialsOptions } from './options.ts'

/** Gives requests a token that the gateway gets for itself (RFC 6749 section 4.4), the same for every caller. */
export const upstreamOauthClientCredentials = defineInboundPolicy({
  stage: 'inbound',
  exports: ['UpstreamOAuthClientCredentialsInboundPolicy'],
  policyTypes: ['upstream-oauth-client-credentials-inbound'],
  options: upstreamOauthClientCredentialsOptions,
  create: (options, setup): InboundPolicy => {
    const tokens = new UpstreamTokens(options, 1, setup, askEndpoint(options))
    const question = { key: 'own', parameters: { grant_type: 'client_credentials' } }
    return { name: setup.name, handle: (exchange) => tokens.apply(question, exchange) }
  },
})
