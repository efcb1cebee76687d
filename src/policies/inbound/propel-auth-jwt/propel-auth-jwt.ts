import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { describePropelAuth } from '../../../oauth/resource-server/identity-providers/propel-auth.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { propelAuthJwtOptions } from './options.ts'

/** Accepts access tokens of PropelAuth. */
export const propelAuthJwt = defineInboundPolicy({
  stage: 'inbound',
  exports: ['PropelAuthJwtInboundPolicy'],
  policyTypes: ['propel-auth-jwt-inbound', 'propel-auth-jwt-auth-inbound'],
  options: propelAuthJwtOptions,
  create: (options, setup) =>
    createJwtPolicy(describePropelAuth(options.authUrl, options.verifierKey), options, setup),
})
