import { defineInboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import { describeOkta } from '../../../oauth/resource-server/identity-providers/okta.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { oktaJwtAuthOptions } from './options.ts'

/** Accepts access tokens of an Okta custom authorization server. */
export const oktaJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['OktaJwtInboundPolicy'],
  policyTypes: ['okta-jwt-auth-inbound', 'okta-jwt-inbound'],
  options: oktaJwtAuthOptions,
  create: (options, setup) => {
    const issuer = options.issuerUrl ?? options.issuer ?? ''
    reportIssuer(issuer, options.issuerUrl === undefined ? 'issuer' : 'issuerUrl', setup)
    return createJwtPolicy(describeOkta(issuer), options, setup)
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
