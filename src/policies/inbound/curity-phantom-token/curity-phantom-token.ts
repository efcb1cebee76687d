import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { createIntrospectionPolicy } from '../../bearer/create-introspection-policy.ts'
import { curityPhantomTokenOptions } from './options.ts'

/** Accepts opaque tokens of Curity, for which its introspection endpoint answers a JWT. */
export const curityPhantomToken = defineInboundPolicy({
  stage: 'inbound',
  exports: ['CurityPhantomTokenInboundPolicy'],
  policyTypes: ['curity-phantom-token-inbound'],
  options: curityPhantomTokenOptions,
  create: (options, setup) => {
    const asking = {
      clientAuthentication: 'client_secret_basic',
      accept: 'application/jwt',
      subjectClaim: 'sub',
      authHeader: 'authorization',
    } as const
    const { issuer, clientId, clientSecret, introspectionUrl, cacheDurationSeconds, timeoutSeconds, keySet } =
      options
    const profile = { issuer, clientId, clientSecret, introspectionUrl, cacheDurationSeconds, timeoutSeconds }
    return createIntrospectionPolicy({ ...asking, ...profile, keySet }, options, setup)
  },
})
