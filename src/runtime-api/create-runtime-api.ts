import { GatewayRequest } from '../gateway/facade/gateway-request.ts'
import { RuntimeExtensions } from '../gateway/runtime-extensions.ts'
import type { Revocation } from '../gateway/policy.ts'
import { OAuthProtectedResourcePlugin } from '../plugins/oauth-protected-resource/oauth-protected-resource.ts'
import { BackgroundDispatcher } from './background-dispatcher.ts'
import { BackgroundLoader } from './background-loader.ts'
import { ComplexRateLimitInboundPolicy } from './complex-rate-limit-inbound-policy.ts'
import { ContextData } from './context-data.ts'
import { HttpProblems, ProblemResponseFormatter } from './http-problems.ts'
import { HttpStatusCode } from './http-status.ts'
import { QuotaInboundPolicy } from './quota-inbound-policy.ts'
import { revokeTokens } from './revoke-tokens.ts'
import { McpSdk } from './mcp-sdk.ts'
import { MemoryZoneReadThroughCache } from './memory-zone-read-through-cache.ts'
import { ConfigurationError, RuntimeError } from './runtime-errors.ts'
import { SystemRuntimePlugin } from './system-runtime-plugin.ts'
import { ZoneCache } from './zone-cache.ts'

/** What the runtime API reaches of the gateway that the modules belong to. */
export interface RuntimeHost {
  revokeTokens(revocation: Revocation): Promise<void>
}

/** What project modules import from `@zuplo/runtime` or `sallyport`; each loaded project has its own, for its `environment`. */
export function createRuntimeApi(
  environment: Readonly<Record<string, string | undefined>>,
  host: RuntimeHost = { revokeTokens },
): Readonly<Record<string, unknown>> {
  return {
    environment,
    GatewayRequest,
    ZuploRequest: GatewayRequest,
    ZuploResponse: Response,
    HttpProblems,
    HttpStatusCode,
    ProblemResponseFormatter,
    RuntimeError,
    ConfigurationError,
    BackgroundDispatcher,
    BackgroundLoader,
    ComplexRateLimitInboundPolicy,
    ContextData,
    MemoryZoneReadThroughCache,
    McpSdk,
    ZuploMcpSdk: McpSdk,
    RuntimeExtensions,
    SystemRuntimePlugin,
    ZoneCache,
    OAuthProtectedResourcePlugin,
    QuotaInboundPolicy,
    revokeTokens: (revocation: Revocation = {}) => host.revokeTokens(revocation),
  }
}
