import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { createClientCredentials } from '../../openfga/client-credentials.ts'
import { createOpenFgaPolicy } from '../../openfga/create-policy.ts'
import { oktaFgaAuthzOptions } from './options.ts'

const oauthTokenEndpointUrl = 'https://auth.fga.dev/oauth/token'

/** Asks a store of Okta FGA whether the caller may. */
export const oktaFgaAuthz = defineInboundPolicy({
  stage: 'inbound',
  exports: ['OktaFGAAuthZInboundPolicy'],
  policyTypes: ['okta-fga-authz-inbound'],
  options: oktaFgaAuthzOptions,
  create: (options, setup) => {
    const apiUrl = `https://api.${options.region}.fga.dev`
    const client = { ...options.credentials, apiAudience: `${apiUrl}/`, oauthTokenEndpointUrl }
    const authenticate = createClientCredentials(client, options.timeoutSeconds * 1000, setup)
    return createOpenFgaPolicy(apiUrl, options, authenticate, setup)
  },
})
