import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { createIntrospectionPolicy } from '../../bearer/create-introspection-policy.ts'
import { oauthIntrospectionOptions } from './options.ts'

/** Accepts tokens that their authorization server calls active (RFC 7662), whatever form they have. */
export const oauthIntrospection = defineInboundPolicy({
  stage: 'inbound',
  exports: ['OAuthIntrospectionInboundPolicy'],
  policyTypes: ['oauth-introspection-inbound'],
  options: oauthIntrospectionOptions,
  create: (options, setup) => {
    const { subPropertyName: subjectClaim, introspectionUrl, issuer } = options
    const profile = { ...options, introspectionUrl, issuer, subjectClaim }
    return createIntrospectionPolicy(
      { ...profile, accept: 'application/json', keySet: undefined },
      options,
      setup,
    )
  },
})
