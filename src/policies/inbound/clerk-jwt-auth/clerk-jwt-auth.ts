import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { describeClerk } from '../../../oauth/resource-server/identity-providers/clerk.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { listOf } from '../../bearer/options.ts'
import { clerkJwtAuthOptions } from './options.ts'

/** Accepts tokens of a Clerk instance. */
export const clerkJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['ClerkJwtInboundPolicy'],
  policyTypes: ['clerk-jwt-auth-inbound', 'clerk-jwt-inbound'],
  options: clerkJwtAuthOptions,
  create: (options, setup) => {
    const parties = options.authorizedParties
    const provider = describeClerk(
      options.frontendApiUrl,
      parties === undefined ? undefined : listOf(parties),
    )
    return createJwtPolicy(provider, options, setup)
  },
})
