import { defineInboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import type { IdentityProvider } from '../../../oauth/resource-server/identity-providers/identity-provider.ts'
import { secretAlgorithms } from '../../../oauth/resource-server/secret-key.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { reportShortSecret } from '../../bearer/report-secret.ts'
import { openIdJwtAuthOptions, type OpenIdJwtAuthOptions } from './options.ts'

/** Accepts access tokens of any issuer that signs JWTs. */
export const openIdJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['OpenIdJwtInboundPolicy', 'JwtInboundPolicy'],
  policyTypes: ['open-id-jwt-auth-inbound', 'open-id-jwt-inbound', 'jwt-auth-inbound'],
  options: openIdJwtAuthOptions,
  create: (options, setup) => {
    reportSlips(options, setup)
    return createJwtPolicy(describeOpenId(options), options, setup, {
      authHeader: options.authHeader,
      keyHeaders: options.headers,
    })
  },
})

function describeOpenId(options: OpenIdJwtAuthOptions): IdentityProvider {
  const { issuer, jwkUrl, secret, algorithms } = options
  const claims = { subjectClaim: options.subPropertyName, requiredClaims: options.requiredClaims }
  // Never both kinds at once: a public key must not pass as an HMAC secret (RFC 8725 section 2.1).
  if (secret !== undefined)
    return { issuer, keys: { kind: 'secret', secret }, algorithms: secretAlgorithms, claims }
  const keys =
    jwkUrl === undefined
      ? ({ kind: 'discovery', issuer: issuer ?? '' } as const)
      : ({ kind: 'url', url: jwkUrl } as const)
  return { issuer, keys, algorithms, claims }
}

function reportSlips({ issuer, secret }: OpenIdJwtAuthOptions, setup: PolicySetup): void {
  if (issuer === undefined) {
    const message = 'Without "issuer", the iss claim of tokens is not compared.'
    setup.report({
      severity: 'warning',
      code: 'SALLYPORT_CONFIG_ISSUER_UNCHECKED',
      path: [],
      message,
      hint: 'Set "issuer".',
    })
  }
  if (secret !== undefined) reportShortSecret(secret, setup)
}
