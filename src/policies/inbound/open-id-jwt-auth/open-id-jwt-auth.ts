import { defineInboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import type { KeySource } from '../../../oauth/resource-server/key-source.ts'
import { createSecretKey, secretAlgorithms } from '../../../oauth/resource-server/secret-key.ts'
import { createBearerPolicy } from '../../bearer/create-policy.ts'
import { createIssuerKeys } from '../../bearer/issuer-keys.ts'
import { openIdJwtAuthOptions, type OpenIdJwtAuthOptions } from './options.ts'

/** RFC 7518 section 3.2: a key of the hash's size or larger. */
const shortestSecret = 32

/** Accepts access tokens of any issuer that signs JWTs. */
export const openIdJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['OpenIdJwtInboundPolicy', 'JwtInboundPolicy'],
  policyTypes: ['open-id-jwt-auth-inbound', 'open-id-jwt-inbound', 'jwt-auth-inbound'],
  options: openIdJwtAuthOptions,
  create: (options, setup) => {
    reportSlips(options, setup)
    return createBearerPolicy(
      {
        issuer: options.issuer,
        audience: options.audience,
        scopes: options.scopes,
        allowUnauthenticatedRequests: options.allowUnauthenticatedRequests,
        oAuthResourceMetadataEnabled: options.oAuthResourceMetadataEnabled,
        maxTokenLifetimeSeconds: options.maxTokenLifetimeSeconds,
        clockToleranceSeconds: options.clockToleranceSeconds,
        authHeader: options.authHeader.toLowerCase(),
        // Never both kinds at once: a public key must not pass as an HMAC secret (RFC 8725 section 2.1).
        algorithms: options.secret === undefined ? options.algorithms : secretAlgorithms,
        keys: createKeys(options, setup),
        subjectClaim: options.subPropertyName,
        requireOktaShape: false,
      },
      setup,
    )
  },
})

function createKeys(
  { secret, jwkUrl, issuer, headers }: OpenIdJwtAuthOptions,
  setup: PolicySetup,
): KeySource {
  if (secret !== undefined) return createSecretKey(secret)
  const named = issuer ?? jwkUrl ?? ''
  const location =
    jwkUrl === undefined
      ? { kind: 'discovery' as const, issuer: named }
      : { kind: 'url' as const, url: jwkUrl }
  return createIssuerKeys({ issuer: named, location, headers }, setup)
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
  if (secret !== undefined && secret.length < shortestSecret) {
    const message = `The secret is shorter than ${shortestSecret} characters and may be guessed.`
    const hint = 'Use at least 32 random bytes.'
    setup.report({
      severity: 'warning',
      code: 'SALLYPORT_CONFIG_SECRET_SHORT',
      path: ['secret'],
      message,
      hint,
    })
  }
}
