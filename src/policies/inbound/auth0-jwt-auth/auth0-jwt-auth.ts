import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { describeAuth0 } from '../../../oauth/resource-server/identity-providers/auth0.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { auth0JwtAuthOptions } from './options.ts'

/** Accepts access tokens of an Auth0 tenant. */
export const auth0JwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['Auth0JwtInboundPolicy'],
  policyTypes: ['auth0-jwt-auth-inbound', 'auth0-jwt-inbound', 'oauth-inbound'],
  options: auth0JwtAuthOptions,
  create: (options, setup) => createJwtPolicy(describeAuth0(options.auth0Domain), options, setup),
})
