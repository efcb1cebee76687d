import { describe, expect, it } from 'vitest'
import { customFunction } from '../../src/handlers/custom-function/custom-function.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'

describe('standardCatalog', () => {
  it('has these policies', () => {
    expect(standardCatalog.policies.map(({ stage, exports }) => `${stage} ${exports[0]}`).sort()).toEqual([
      'inbound AclPolicyInboundPolicy',
      'inbound ApiKeyInboundPolicy',
      'inbound AuditLogsInboundPolicy',
      'inbound Auth0JwtInboundPolicy',
      'inbound AuthZenInboundPolicy',
      'inbound BasicAuthInboundPolicy',
      'inbound BrownOutInboundPolicy',
      'inbound CachingInboundPolicy',
      'inbound ChangeMethodInboundPolicy',
      'inbound ClearHeadersInboundPolicy',
      'inbound ClerkJwtInboundPolicy',
      'inbound CognitoJwtInboundPolicy',
      'inbound ComplexRateLimitInboundPolicy',
      'inbound CompositeInboundPolicy',
      'inbound CurityPhantomTokenInboundPolicy',
      'inbound EntraJwtInboundPolicy',
      'inbound FirebaseJwtInboundPolicy',
      'inbound FormDataToJsonInboundPolicy',
      'inbound GeoFilterInboundPolicy',
      'inbound GoogleJwtInboundPolicy',
      'inbound GraphQLComplexityLimitInboundPolicy',
      'inbound GraphQLDisableIntrospectionInboundPolicy',
      'inbound HmacAuthInboundPolicy',
      'inbound IpAddressRestrictionInboundPolicy',
      'inbound JWTScopeValidationInboundPolicy',
      'inbound KeycloakJwtInboundPolicy',
      'inbound MTLSAuthInboundPolicy',
      'inbound MockApiInboundPolicy',
      'inbound OAuthIntrospectionInboundPolicy',
      'inbound OktaFGAAuthZInboundPolicy',
      'inbound OktaJwtInboundPolicy',
      'inbound OpenFGAAuthZInboundPolicy',
      'inbound OpenIdJwtInboundPolicy',
      'inbound PropelAuthJwtInboundPolicy',
      'inbound QueryParamToHeaderInboundPolicy',
      'inbound QuotaInboundPolicy',
      'inbound RateLimitInboundPolicy',
      'inbound RbacPolicyInboundPolicy',
      'inbound RemoveHeadersInboundPolicy',
      'inbound RemoveQueryParamsInboundPolicy',
      'inbound RequestSizeLimitInboundPolicy',
      'inbound RequestValidationInboundPolicy',
      'inbound RequireHeaderInboundPolicy',
      'inbound RequireOriginInboundPolicy',
      'inbound RequireUserInboundPolicy',
      'inbound SetBodyInboundPolicy',
      'inbound SetHeadersInboundPolicy',
      'inbound SetQueryParamsInboundPolicy',
      'inbound SetUpstreamApiKeyInboundPolicy',
      'inbound SleepInboundPolicy',
      'inbound StripeWebhookVerificationInboundPolicy',
      'inbound SupabaseJwtInboundPolicy',
      'inbound UpstreamAwsSigV4AuthInboundPolicy',
      'inbound UpstreamAzureAdServiceAuthInboundPolicy',
      'inbound UpstreamGcpJwtInboundPolicy',
      'inbound UpstreamGcpServiceAuthInboundPolicy',
      'inbound UpstreamOAuthClientCredentialsInboundPolicy',
      'inbound UpstreamTokenExchangeInboundPolicy',
      'inbound UpstreamZuploJwtAuthInboundPolicy',
      'inbound ValidateJsonSchemaInbound',
      'outbound ClearHeadersOutboundPolicy',
      'outbound CompositeOutboundPolicy',
      'outbound HttpDeprecationOutboundPolicy',
      'outbound PromptInjectionDetectionOutboundPolicy',
      'outbound RemoveHeadersOutboundPolicy',
      'outbound ReplaceStringOutboundPolicy',
      'outbound SecretMaskingOutboundPolicy',
      'outbound SetHeadersOutboundPolicy',
      'outbound SetStatusOutboundPolicy',
      'outbound XmlToJsonOutboundPolicy',
    ])
  })

  it('has these handlers, and runs functions of modules', () => {
    expect(standardCatalog.handlers.map(({ exports }) => exports[0]).sort()).toEqual([
      'McpProxyHandler',
      'awsLambdaHandler',
      'mcpServerHandler',
      'openApiSpecHandler',
      'redirectHandler',
      'urlForwardHandler',
      'urlRewriteHandler',
      'webSocketHandler',
    ])
    expect(standardCatalog.customFunction).toBe(customFunction)
  })

  it('gives no export name and no policy type to two parts', () => {
    const names = [...standardCatalog.policies, ...standardCatalog.handlers].flatMap(({ exports }) => exports)
    const types = standardCatalog.policies.flatMap(({ policyTypes }) => policyTypes)
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(types).size).toBe(types.length)
  })
})
