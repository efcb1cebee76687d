import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { describeGoogle } from '../../../oauth/resource-server/identity-providers/google.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { listOf } from '../../bearer/options.ts'
import { googleJwtAuthOptions } from './options.ts'

/** Accepts Google's ID tokens, of people and of service accounts. */
export const googleJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['GoogleJwtInboundPolicy'],
  policyTypes: ['google-jwt-auth-inbound'],
  options: googleJwtAuthOptions,
  create: (options, setup) => {
    const domains = options.hostedDomain
    const provider = describeGoogle(domains === undefined ? undefined : listOf(domains))
    return createJwtPolicy(provider, options, setup, { audiences: listOf(options.clientId) })
  },
})
