import { defineInboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import { createBearerPolicy } from '../../bearer/create-policy.ts'
import { createIssuerKeys } from '../../bearer/issuer-keys.ts'
import { oktaJwtAuthOptions } from './options.ts'

/** Accepts access tokens of an Okta custom authorization server. */
export const oktaJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['OktaJwtInboundPolicy'],
  policyTypes: ['okta-jwt-auth-inbound'],
  options: oktaJwtAuthOptions,
  create: (options, setup) => {
    const issuer = options.issuerUrl ?? options.issuer ?? ''
    reportIssuer(issuer, options.issuerUrl === undefined ? 'issuer' : 'issuerUrl', setup)
    return createBearerPolicy(
      {
        issuer,
        audience: options.audience,
        scopes: options.scopes,
        allowUnauthenticatedRequests: options.allowUnauthenticatedRequests,
        oAuthResourceMetadataEnabled: options.oAuthResourceMetadataEnabled,
        maxTokenLifetimeSeconds: options.maxTokenLifetimeSeconds,
        clockToleranceSeconds: options.clockToleranceSeconds,
        authHeader: 'authorization',
        // Okta signs with nothing else.
        algorithms: ['RS256'],
        keys: createIssuerKeys({ issuer, location: { kind: 'okta', issuer } }, setup),
        subjectClaim: 'sub',
        requireOktaShape: true,
      },
      setup,
    )
  },
})

function reportIssuer(issuer: string, option: string, setup: PolicySetup): void {
  const wrong = issuer.endsWith('/')
    ? 'The issuer ends with a slash; Okta issuers do not, and issuers are compared byte for byte.'
    : !/\/oauth2\/[^/]+$/.test(issuer)
      ? 'This is not the issuer of a custom authorization server; tokens of the org authorization server cannot be verified by others.'
      : undefined
  if (wrong === undefined) return
  const hint = 'Copy the issuer from Security > API > Authorization Servers: https://{org}/oauth2/{id}.'
  setup.report({
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_ISSUER_SUSPECT',
    path: [option],
    message: wrong,
    hint,
  })
}
