import type { Catalog } from './gateway/catalog.ts'
import { awsLambda } from './handlers/aws-lambda/aws-lambda.ts'
import { customFunction } from './handlers/custom-function/custom-function.ts'
import { mcpProxy } from './handlers/mcp-proxy/mcp-proxy.ts'
import { mcpServer } from './handlers/mcp-server/mcp-server.ts'
import { urlForward } from './handlers/url-forward/url-forward.ts'
import { urlRewrite } from './handlers/url-rewrite/url-rewrite.ts'
import { webSocket } from './handlers/web-socket/web-socket.ts'
import { aclPolicy } from './policies/inbound/acl-policy/acl-policy.ts'
import { authzen } from './policies/inbound/authzen/authzen.ts'
import { basicAuth } from './policies/inbound/basic-auth/basic-auth.ts'
import { hmacAuth } from './policies/inbound/hmac-auth/hmac-auth.ts'
import { ipAddressRestriction } from './policies/inbound/ip-address-restriction/ip-address-restriction.ts'
import { queryParamToHeader } from './policies/inbound/query-param-to-header/query-param-to-header.ts'
import { rbacPolicy } from './policies/inbound/rbac-policy/rbac-policy.ts'
import { requireHeader } from './policies/inbound/require-header/require-header.ts'
import { requireOrigin } from './policies/inbound/require-origin/require-origin.ts'
import { stripeWebhookVerification } from './policies/inbound/stripe-webhook-verification/stripe-webhook-verification.ts'
import { oktaFgaAuthz } from './policies/inbound/okta-fga-authz/okta-fga-authz.ts'
import { openfgaAuthz } from './policies/inbound/openfga-authz/openfga-authz.ts'
import { geoFilter } from './policies/inbound/geo-filter/geo-filter.ts'
import { mtlsAuth } from './policies/inbound/mtls-auth/mtls-auth.ts'
import { apiKey } from './policies/inbound/api-key/api-key.ts'
import { auditLog } from './policies/inbound/audit-log/audit-log.ts'
import { auth0JwtAuth } from './policies/inbound/auth0-jwt-auth/auth0-jwt-auth.ts'
import { brownout } from './policies/inbound/brownout/brownout.ts'
import { changeMethod } from './policies/inbound/change-method/change-method.ts'
import { clearHeaders as clearRequestHeaders } from './policies/inbound/clear-headers/clear-headers.ts'
import { clerkJwtAuth } from './policies/inbound/clerk-jwt-auth/clerk-jwt-auth.ts'
import { cognitoJwtAuth } from './policies/inbound/cognito-jwt-auth/cognito-jwt-auth.ts'
import { complexRateLimit } from './policies/inbound/complex-rate-limit/complex-rate-limit.ts'
import { composite as compositeInbound } from './policies/inbound/composite/composite.ts'
import { curityPhantomToken } from './policies/inbound/curity-phantom-token/curity-phantom-token.ts'
import { entraJwtAuth } from './policies/inbound/entra-jwt-auth/entra-jwt-auth.ts'
import { firebaseJwt } from './policies/inbound/firebase-jwt/firebase-jwt.ts'
import { googleJwtAuth } from './policies/inbound/google-jwt-auth/google-jwt-auth.ts'
import { jwtScopes } from './policies/inbound/jwt-scopes/jwt-scopes.ts'
import { keycloakJwtAuth } from './policies/inbound/keycloak-jwt-auth/keycloak-jwt-auth.ts'
import { mockApi } from './policies/inbound/mock-api/mock-api.ts'
import { oauthIntrospection } from './policies/inbound/oauth-introspection/oauth-introspection.ts'
import { propelAuthJwt } from './policies/inbound/propel-auth-jwt/propel-auth-jwt.ts'
import { quota } from './policies/inbound/quota/quota.ts'
import { rateLimit } from './policies/inbound/rate-limit/rate-limit.ts'
import { caching } from './policies/inbound/caching/caching.ts'
import { graphqlComplexityLimit } from './policies/inbound/graphql-complexity-limit/graphql-complexity-limit.ts'
import { graphqlDisableIntrospection } from './policies/inbound/graphql-disable-introspection/graphql-disable-introspection.ts'
import { requestValidation } from './policies/inbound/request-validation/request-validation.ts'
import { requestSizeLimit } from './policies/inbound/request-size-limit/request-size-limit.ts'
import { removeQueryParams } from './policies/inbound/remove-query-params/remove-query-params.ts'
import { requireUser } from './policies/inbound/require-user/require-user.ts'
import { setBody } from './policies/inbound/set-body/set-body.ts'
import { setQueryParams } from './policies/inbound/set-query-params/set-query-params.ts'
import { sleep } from './policies/inbound/sleep/sleep.ts'
import { supabaseJwtAuth } from './policies/inbound/supabase-jwt-auth/supabase-jwt-auth.ts'
import { oktaJwtAuth } from './policies/inbound/okta-jwt-auth/okta-jwt-auth.ts'
import { openIdJwtAuth } from './policies/inbound/open-id-jwt-auth/open-id-jwt-auth.ts'
import { removeHeaders as removeRequestHeaders } from './policies/inbound/remove-headers/remove-headers.ts'
import { setHeaders as setRequestHeaders } from './policies/inbound/set-headers/set-headers.ts'
import { upstreamOauthClientCredentials } from './policies/inbound/upstream-oauth-client-credentials/upstream-oauth-client-credentials.ts'
import { upstreamTokenExchange } from './policies/inbound/upstream-token-exchange/upstream-token-exchange.ts'
import { clearHeaders as clearResponseHeaders } from './policies/outbound/clear-headers/clear-headers.ts'
import { composite as compositeOutbound } from './policies/outbound/composite/composite.ts'
import { removeHeaders as removeResponseHeaders } from './policies/outbound/remove-headers/remove-headers.ts'
import { promptInjection } from './policies/outbound/prompt-injection/prompt-injection.ts'
import { secretMasking } from './policies/outbound/secret-masking/secret-masking.ts'
import { setHeaders as setResponseHeaders } from './policies/outbound/set-headers/set-headers.ts'
import { setStatus } from './policies/outbound/set-status/set-status.ts'
import { formDataToJson } from './policies/inbound/formdata-to-json/formdata-to-json.ts'
import { httpDeprecation } from './policies/outbound/http-deprecation/http-deprecation.ts'
import { replaceString } from './policies/outbound/replace-string/replace-string.ts'
import { xmlToJson } from './policies/outbound/xml-to-json/xml-to-json.ts'
import { setUpstreamApiKey } from './policies/inbound/set-upstream-api-key/set-upstream-api-key.ts'
import { upstreamAwsSigV4Auth } from './policies/inbound/upstream-aws-sigv4-auth/upstream-aws-sigv4-auth.ts'
import { upstreamAzureAdServiceAuth } from './policies/inbound/upstream-azure-ad-service-auth/upstream-azure-ad-service-auth.ts'
import { upstreamGcpJwt } from './policies/inbound/upstream-gcp-jwt/upstream-gcp-jwt.ts'
import { upstreamGcpServiceAuth } from './policies/inbound/upstream-gcp-service-auth/upstream-gcp-service-auth.ts'
import { upstreamZuploJwtAuth } from './policies/inbound/upstream-zuplo-jwt-auth/upstream-zuplo-jwt-auth.ts'
import { validateJsonSchema } from './policies/inbound/validate-json-schema/validate-json-schema.ts'
import { openApiSpec } from './handlers/openapi-spec/openapi-spec.ts'
import { redirect } from './handlers/redirect/redirect.ts'

/** Every policy and handler that comes with the gateway; the only file that names them. */
export const standardCatalog: Catalog = {
  policies: [
    oktaJwtAuth,
    openIdJwtAuth,
    apiKey,
    geoFilter,
    mtlsAuth,
    oktaFgaAuthz,
    openfgaAuthz,
    aclPolicy,
    authzen,
    basicAuth,
    hmacAuth,
    ipAddressRestriction,
    queryParamToHeader,
    rbacPolicy,
    requireHeader,
    requireOrigin,
    stripeWebhookVerification,
    auditLog,
    auth0JwtAuth,
    clerkJwtAuth,
    cognitoJwtAuth,
    complexRateLimit,
    compositeInbound,
    compositeOutbound,
    curityPhantomToken,
    entraJwtAuth,
    firebaseJwt,
    googleJwtAuth,
    jwtScopes,
    keycloakJwtAuth,
    oauthIntrospection,
    propelAuthJwt,
    quota,
    rateLimit,
    requestSizeLimit,
    caching,
    graphqlComplexityLimit,
    graphqlDisableIntrospection,
    requestValidation,
    requireUser,
    supabaseJwtAuth,
    upstreamOauthClientCredentials,
    upstreamTokenExchange,
    setUpstreamApiKey,
    upstreamAwsSigV4Auth,
    upstreamAzureAdServiceAuth,
    upstreamGcpJwt,
    upstreamGcpServiceAuth,
    upstreamZuploJwtAuth,
    validateJsonSchema,
    clearRequestHeaders,
    clearResponseHeaders,
    setQueryParams,
    removeQueryParams,
    setBody,
    changeMethod,
    setStatus,
    sleep,
    brownout,
    mockApi,
    setRequestHeaders,
    removeRequestHeaders,
    setResponseHeaders,
    formDataToJson,
    httpDeprecation,
    replaceString,
    xmlToJson,
    removeResponseHeaders,
    promptInjection,
    secretMasking,
  ],
  handlers: [awsLambda, mcpProxy, mcpServer, openApiSpec, redirect, urlForward, urlRewrite, webSocket],
  customFunction,
}
