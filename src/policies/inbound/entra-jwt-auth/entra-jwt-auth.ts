import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { describeEntra } from '../../../oauth/resource-server/identity-providers/entra.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { entraJwtAuthOptions } from './options.ts'

/** Accepts access tokens of a Microsoft Entra tenant. */
export const entraJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['EntraJwtInboundPolicy'],
  policyTypes: ['entra-jwt-auth-inbound'],
  options: entraJwtAuthOptions,
  create: (options, setup) => createJwtPolicy(describeEntra(options), options, setup),
})
