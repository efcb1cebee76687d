import type { Catalog } from '../gateway/catalog.ts'
import { GatewayRequest } from '../gateway/facade/gateway-request.ts'
import { ModuleContext } from '../gateway/facade/module-context.ts'
import { RuntimeExtensions } from '../gateway/runtime-extensions.ts'
import type { SendingAwsLambdaEventHook } from '../gateway/project-modules.ts'
import type { Revocation } from '../gateway/policy.ts'
import { AuditLogPlugin } from '../plugins/audit-log/audit-log.ts'
import { createJwtServicePlugin } from '../plugins/jwt-service/jwt-service.ts'
import { OAuthProtectedResourcePlugin } from '../plugins/oauth-protected-resource/oauth-protected-resource.ts'
import { OpenTelemetryPlugin } from '../plugins/open-telemetry/open-telemetry.ts'
import { OTelMetricsPlugin } from '../plugins/otel-metrics/otel-metrics.ts'
import * as vendorTelemetry from '../plugins/vendor-telemetry/vendor-telemetry.ts'
import { createAwsLambdaHandlerExtensions } from './aws-lambda-handler-extensions.ts'
import { BackgroundDispatcher } from './background-dispatcher.ts'
import { BackgroundLoader } from './background-loader.ts'
import { ComplexRateLimitInboundPolicy } from './complex-rate-limit-inbound-policy.ts'
import { ContextData } from './context-data.ts'
import { HttpProblems, ProblemResponseFormatter } from './http-problems.ts'
import { HttpStatusCode } from './http-status.ts'
import { nameInConfig } from './name-in-config.ts'
import { QuotaInboundPolicy } from './quota-inbound-policy.ts'
import { RequestHandlerPlugin } from './request-handler-plugin.ts'
import type { CacheServices } from './response-cache.ts'
import { revokeTokens } from './revoke-tokens.ts'
import { McpSdk } from './mcp-sdk.ts'
import { MemoryZoneReadThroughCache } from './memory-zone-read-through-cache.ts'
import { ConfigurationError, RuntimeError } from './runtime-errors.ts'
import { StreamingZoneCache } from './streaming-zone-cache.ts'
import { SystemRuntimePlugin } from './system-runtime-plugin.ts'
import { ZoneCache } from './zone-cache.ts'

/** What the runtime API reaches of the gateway that the modules belong to. */
export interface RuntimeHost {
  addLambdaEventHook?(hook: SendingAwsLambdaEventHook): void
  /** What the host provides to the gateway; undefined until it is made. */
  services?(): CacheServices | undefined
  revokeTokens(revocation: Revocation): Promise<void>
}

/** The parts of the gateway that project files name, as modules import them. */
export type RuntimeParts = Pick<Catalog, 'policies' | 'handlers'>

const noParts: RuntimeParts = { policies: [], handlers: [] }

/** What project modules import from `@zuplo/runtime` or `sallyport`; each loaded project has its own, for its `environment`. */
export function createRuntimeApi(
  environment: Readonly<Record<string, string | undefined>>,
  host: RuntimeHost = { revokeTokens },
  parts: RuntimeParts = noParts,
): Readonly<Record<string, unknown>> {
  const names = [...parts.policies, ...parts.handlers].flatMap(({ exports }) => exports)
  return {
    ...Object.fromEntries(names.map((name) => [name, nameInConfig(name)])),
    environment,
    AwsLambdaHandlerExtensions: createAwsLambdaHandlerExtensions(host),
    GatewayContext: ModuleContext,
    ZuploContext: ModuleContext,
    GatewayRequest,
    ZuploRequest: GatewayRequest,
    ZuploResponse: Response,
    HttpProblems,
    HttpStatusCode,
    ProblemResponseFormatter,
    RuntimeError,
    ConfigurationError,
    AuditLogPlugin,
    BackgroundDispatcher,
    BackgroundLoader,
    ComplexRateLimitInboundPolicy,
    ContextData,
    MemoryZoneReadThroughCache,
    McpSdk,
    ZuploMcpSdk: McpSdk,
    RequestHandlerPlugin,
    RuntimeExtensions,
    StreamingZoneCache,
    SystemRuntimePlugin,
    ZoneCache,
    JwtServicePlugin: createJwtServicePlugin(),
    OAuthProtectedResourcePlugin,
    OpenTelemetryPlugin,
    OTelMetricsPlugin,
    ...vendorTelemetry,
    QuotaInboundPolicy,
    revokeTokens: (revocation: Revocation = {}) => host.revokeTokens(revocation),
  }
}
