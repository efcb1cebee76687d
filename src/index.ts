/**
 * The public API: what project modules import (as `sallyport`, or as `@zuplo/runtime` inside a gateway) and what hosts
 * need to embed a gateway. Nothing inside the package imports this file.
 */
export { createGateway, checkProject, type Gateway, type GatewayInput } from './gateway/create-gateway.ts'
export type { Catalog } from './gateway/catalog.ts'
export { defineHandler, type Handler, type HandlerDefinition, type HandlerSetup } from './gateway/handler.ts'
export {
  defineInboundPolicy,
  defineOutboundPolicy,
  type InboundPolicy,
  type InboundPolicyDefinition,
  type OutboundPolicy,
  type OutboundPolicyDefinition,
  type PolicySetup,
  type Revocation,
} from './gateway/policy.ts'
export type { Exchange, Reply } from './gateway/exchange.ts'
export type { ToolAnswer, ToolCall, ToolCallResult } from './gateway/tool-call.ts'
export type { Plugin, PluginHost, SystemRoute } from './gateway/plugin.ts'
export {
  GatewayRequest,
  GatewayRequest as ZuploRequest,
  type GatewayRequestInit,
  type GatewayRequestInit as ZuploRequestInit,
  type RequestTypes,
  type TypedUser as RequestUser,
} from './gateway/facade/gateway-request.ts'
export type { IncomingRequestProperties } from './gateway/facade/incoming-request-properties.ts'
export {
  ModuleContext as GatewayContext,
  ModuleContext as ZuploContext,
  type ModuleLog as Logger,
  type ResponseSendingFinalHook as OnResponseSendingFinalHook,
  type ResponseSendingHook as OnResponseSendingHook,
  type ResponseSentEvent,
} from './gateway/facade/module-context.ts'
export type { ModuleRoute as GatewayRoute } from './gateway/facade/module-route.ts'
export type {
  ClientRoot,
  ElicitedInput,
  FormRequest,
  ModuleMcp,
  PageRequest,
  SampledMessage,
  SampleRequest,
} from './gateway/facade/module-mcp.ts'
export type {
  InputRequest,
  InputResponse,
  McpLogLevel,
  RawMcpRequest,
  RawMcpResult,
} from './gateway/mcp-call.ts'
export {
  RuntimeExtensions,
  type ErrorHandler,
  type NotFoundHandler,
  type OnRequestHook,
  type PreRoutingHook,
  type ProblemResponseFormat,
} from './gateway/runtime-extensions.ts'
export type {
  CustomRateLimitDetails,
  InboundPolicyHandler,
  OutboundPolicyHandler,
  RequestHandler,
} from './gateway/facade/module-functions.ts'
export {
  JwtServicePlugin,
  type JwtServicePluginClass,
  type SignJwtOptions,
} from './plugins/jwt-service/jwt-service.ts'
export type { JwtServicePluginOptions } from './plugins/jwt-service/options.ts'
export type { TokenSigner, TokenTerms } from './gateway/token-signer.ts'
export {
  AuditLogPlugin,
  type AuditLogEntry,
  type AuditLogPluginOptions,
  type AuditLogProvider,
} from './plugins/audit-log/audit-log.ts'
export { OAuthProtectedResourcePlugin } from './plugins/oauth-protected-resource/oauth-protected-resource.ts'
export { OpenTelemetryPlugin } from './plugins/open-telemetry/open-telemetry.ts'
export type { OpenTelemetryPluginOptions } from './plugins/open-telemetry/options.ts'
export { OTelMetricsPlugin } from './plugins/otel-metrics/otel-metrics.ts'
export type { OTelMetricsPluginOptions } from './plugins/otel-metrics/options.ts'
export {
  AkamaiApiSecurityPlugin,
  AWSLoggingPlugin,
  AzureBlobPlugin,
  AzureEventHubsRequestLoggerPlugin,
  DataDogLoggingPlugin,
  DataDogMetricsPlugin,
  DatadogMetricsPlugin,
  DynaTraceLoggingPlugin,
  DynatraceMetricsPlugin,
  GoogleCloudLoggingPlugin,
  HydrolixRequestLoggerPlugin,
  LokiLoggingPlugin,
  NewRelicLoggingPlugin,
  NewRelicMetricsPlugin,
  SplunkLoggingPlugin,
  SumoLogicLoggingPlugin,
  VMWareLogInsightLoggingPlugin,
  VMwareLogInsightLoggingPlugin,
} from './plugins/vendor-telemetry/vendor-telemetry.ts'
export {
  BackgroundDispatcher,
  type BackgroundDispatcherOptions,
} from './runtime-api/background-dispatcher.ts'
export { BackgroundLoader, type BackgroundLoaderOptions } from './runtime-api/background-loader.ts'
export {
  AclInboundPolicy,
  AuthZenInboundPolicy,
  AuditLogsInboundPolicy,
  AclPolicyInboundPolicy,
  ApiAuthKeyInboundPolicy,
  ApiKeyInboundPolicy,
  Auth0JwtInboundPolicy,
  awsLambdaHandler,
  AwsLambdaHandler,
  BasicAuthInboundPolicy,
  BasicRateLimitInboundPolicy,
  BrownOutInboundPolicy,
  BrownoutInboundPolicy,
  CachingInboundPolicy,
  ChangeMethodInboundPolicy,
  ClearHeadersInboundPolicy,
  ClearHeadersOutboundPolicy,
  ClerkJwtInboundPolicy,
  CognitoJwtInboundPolicy,
  CompositeInboundPolicy,
  CompositeOutboundPolicy,
  CurityPhantomTokenInboundPolicy,
  EntraJwtInboundPolicy,
  FirebaseJwtInboundPolicy,
  FormDataToJsonInboundPolicy,
  GeoFilterInboundPolicy,
  GoogleJwtInboundPolicy,
  GraphQLComplexityLimitInboundPolicy,
  GraphQLDisableIntrospectionInboundPolicy,
  HmacAuthInboundPolicy,
  HttpDeprecationOutboundPolicy,
  IPAddressRestrictionInbound,
  IpAddressRestrictionInboundPolicy,
  IpRestrictionInboundPolicy,
  JwtInboundPolicy,
  JWTScopeValidationInboundPolicy,
  KeycloakJwtInboundPolicy,
  McpProxyHandler,
  mcpServerHandler,
  MockApiInboundPolicy,
  MTLSAuthInboundPolicy,
  OAuthIntrospectionInboundPolicy,
  OktaFGAAuthZInboundPolicy,
  OktaJwtInboundPolicy,
  openApiSpecHandler,
  OpenApiSpecHandler,
  OpenFGAAuthZInboundPolicy,
  OpenIdJwtInboundPolicy,
  PromptInjectionDetectionOutboundPolicy,
  PromptInjectionOutboundPolicy,
  PropelAuthJwtInboundPolicy,
  QueryParamToHeaderInboundPolicy,
  RateLimitInboundPolicy,
  RbacInboundPolicy,
  RbacPolicyInboundPolicy,
  redirectHandler,
  RedirectHandler,
  RemoveHeadersInboundPolicy,
  RemoveHeadersOutboundPolicy,
  RemoveQueryParamsInboundPolicy,
  ReplaceStringOutboundPolicy,
  RequestSizeLimitInboundPolicy,
  RequestValidationInboundPolicy,
  RequireHeaderInboundPolicy,
  RequireHeaderInboundPolicyOptions,
  RequireOriginInboundPolicy,
  RequireUserInboundPolicy,
  SecretMaskingOutboundPolicy,
  SetBodyInboundPolicy,
  SetHeadersInboundPolicy,
  SetHeadersOutboundPolicy,
  SetQueryParamsInboundPolicy,
  SetStatusOutboundPolicy,
  SetUpstreamApiKeyInboundPolicy,
  SleepInboundPolicy,
  StripeWebhookVerificationInboundPolicy,
  SupabaseJwtInboundPolicy,
  UpstreamAwsSigV4AuthInboundPolicy,
  UpstreamAzureAdServiceAuthInboundPolicy,
  UpstreamGatewayJwtAuthInboundPolicy,
  UpstreamGcpJwtInboundPolicy,
  UpstreamGcpServiceAuthInboundPolicy,
  UpstreamOAuthClientCredentialsInboundPolicy,
  UpstreamTokenExchangeInboundPolicy,
  UpstreamZuploJwtAuthInboundPolicy,
  ValidateJsonSchemaInbound,
  urlForwardHandler,
  urlRewriteHandler,
  webSocketHandler,
  XmlToJsonOutboundPolicy,
} from './runtime-api/catalog-names.ts'
export { ComplexRateLimitInboundPolicy } from './runtime-api/complex-rate-limit-inbound-policy.ts'
export { ContextData } from './runtime-api/context-data.ts'
/** What the runtime of the format calls its `Response`. */
export const ZuploResponse = Response
export { environment } from './runtime-api/environment.ts'
export type { CorsPolicyConfiguration } from './project/compile-cors-policies.ts'
export {
  HttpProblems,
  ProblemResponseFormatter,
  type ProblemDetails,
  type ProblemResponseDetails,
} from './runtime-api/http-problems.ts'
export { HttpStatusCode } from './runtime-api/http-status.ts'
export { QuotaInboundPolicy } from './runtime-api/quota-inbound-policy.ts'
export { RequestHandlerPlugin } from './runtime-api/request-handler-plugin.ts'
export type { ResponseCache, ResponseCaches } from './runtime-api/response-cache.ts'
export { AwsLambdaHandlerExtensions } from './runtime-api/aws-lambda-handler-extensions.ts'
export type { SendingAwsLambdaEventHook } from './gateway/project-modules.ts'
export { revokeTokens } from './runtime-api/revoke-tokens.ts'
export type { NameInConfig } from './runtime-api/name-in-config.ts'
export { McpSdk, McpSdk as ZuploMcpSdk, type RawCallToolResult } from './runtime-api/mcp-sdk.ts'
export { MemoryZoneReadThroughCache } from './runtime-api/memory-zone-read-through-cache.ts'
export { ConfigurationError, RuntimeError } from './runtime-api/runtime-errors.ts'
export { StreamingZoneCache } from './runtime-api/streaming-zone-cache.ts'
export { SystemRuntimePlugin } from './runtime-api/system-runtime-plugin.ts'
export { ZoneCache } from './runtime-api/zone-cache.ts'
export { standardCatalog } from './standard-catalog.ts'
