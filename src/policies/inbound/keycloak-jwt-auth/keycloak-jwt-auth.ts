import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { describeKeycloak } from '../../../oauth/resource-server/identity-providers/keycloak.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { keycloakJwtAuthOptions } from './options.ts'

/** Accepts access tokens of a Keycloak realm. */
export const keycloakJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['KeycloakJwtInboundPolicy'],
  policyTypes: ['keycloak-jwt-auth-inbound'],
  options: keycloakJwtAuthOptions,
  create: (options, setup) =>
    createJwtPolicy(describeKeycloak(options.keycloakBaseUrl, options.realm), options, setup),
})
