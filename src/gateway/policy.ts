import type { ZodType } from 'zod'
import type { Exchange, Reply, RequestUser } from './exchange.ts'
import type { RuleOutcome } from './handler-access.ts'
import type { DpopTerms, GatewayContext } from './request-context.ts'
import type { Setup } from './setup.ts'
import type { ToolHandler, ToolResultHandler } from './tool-call.ts'

/** What a policy says of the OAuth protection it gives its routes; the protected-resource plugin publishes it. */
export interface ProtectedResource {
  /** Issuers whose tokens are accepted. */
  readonly issuers: readonly string[]
  /** The audience tokens must carry; undefined = not checked. */
  readonly audience: string | undefined
  /** Scopes a client should ask for; what the metadata and the challenge name. */
  readonly scopes: readonly string[]
  /** True when somebody wrote the scopes down for this policy; else they are all that its issuer is known to have. */
  readonly areScopesWritten?: boolean
  /** True when the policy points its challenge to published metadata. */
  readonly metadataEnabled: boolean
  /** Undefined while the issuer's keys can be read, else why not; `/ready` shows it. */
  readonly problem: () => string | undefined
  /** How tokens bound to a key are presented (RFC 9449); undefined = they are not accepted. */
  readonly dpop?: DpopTerms
  /** True when tokens bound to a client certificate are accepted (RFC 8705). */
  readonly certificateBound?: boolean
}

/** How callers show a policy who they are, as OpenAPI documents say it. */
export interface CallerSecurity {
  /** A security scheme object of OpenAPI 3. */
  readonly scheme: Readonly<Record<string, string>>
  /** True when those who show nothing pass as well. */
  readonly isOptional: boolean
}

/** What was revoked; with nothing named, policies only forget what they remember of tokens. */
export interface Revocation {
  /** Issuer of the tokens; undefined = every issuer. */
  readonly issuer?: string
  /** The `jti` of one token. */
  readonly tokenId?: string
  /** A subject: its tokens issued up to now. */
  readonly subject?: string
  /** A client id: its tokens issued up to now. */
  readonly client?: string
  /** How long it is kept, seconds; at least the life of the tokens. Default 24 hours. */
  readonly keptSeconds?: number
}

/**
 * A linked inbound policy: answers the request, or answers nothing and lets it pass. On an MCP route, a policy that has
 * `handleTool` or `handleToolResult` is asked of each tool call in place of the POST: the POST may hold several calls, or
 * none. One that was asked and let the call pass sees what came of it, the last asked first, refusals of policies behind
 * it included.
 */
export interface InboundPolicy {
  readonly name: string
  handle(exchange: Exchange, context: GatewayContext): Reply | undefined | Promise<Reply | undefined>
  /** Asked before the tool is dispatched, with the caller in `exchange.user`. */
  readonly handleTool?: ToolHandler
  readonly handleToolResult?: ToolResultHandler
  readonly protectedResource?: ProtectedResource
  /** How callers show who they are; the published document of its routes says so. */
  readonly security?: CallerSecurity
  /** True when it refuses whom no policy before it knows. */
  readonly demandsUser?: true
  /** True when it needs a plugin that provides a token signer; without one the gateway does not start. */
  readonly signsTokens?: true
  /** What the policy would make of a caller, as far as that can be said without a request. */
  explain?(caller: RequestUser | undefined): RuleOutcome
  /** Told that tokens were revoked; resolves when no request can pass with what was remembered of them. */
  onRevoked?(revocation: Revocation): Promise<void>
}

/**
 * A linked outbound policy: answers the reply to send on. On an MCP route, one that has `handleToolResult` gets the result
 * of each tool call in place of the answer to the POST, unless an inbound policy answered the call.
 */
export interface OutboundPolicy {
  readonly name: string
  /** True when it reads the text of answers; upstreams are then asked for all of it, in a coding that can be undone. */
  readonly readsText?: true
  handle(reply: Reply, exchange: Exchange, context: GatewayContext): Reply | Promise<Reply>
  readonly handleToolResult?: ToolResultHandler
}

interface PolicyDefinitionOf<Stage extends string, Options, Policy> {
  readonly stage: Stage
  /** Names under which a project's `handler.export` finds it; the first is the canonical one. */
  readonly exports: readonly [string, ...string[]]
  /** `policyType` values of the project format; only a hint, `exports` decides. */
  readonly policyTypes: readonly string[]
  /** Shape of the options; sentences, defaults and the reference page come from it. */
  readonly options: ZodType<Options>
  /** Runs once per policy at start; throws {@link OptionsError} for options that no shape can judge. */
  create(options: Options, setup: PolicySetup): Policy
}

/** What the creation of a policy may use. */
export interface PolicySetup extends Setup {
  /** The policy's name in policies.json. */
  readonly name: string
}

export type InboundPolicyDefinition<Options = unknown> = PolicyDefinitionOf<'inbound', Options, InboundPolicy>
export type OutboundPolicyDefinition<Options = unknown> = PolicyDefinitionOf<
  'outbound',
  Options,
  OutboundPolicy
>
/** An entry of the catalog. */
export type PolicyDefinition = InboundPolicyDefinition | OutboundPolicyDefinition

/** Types the options of an inbound policy from its schema. */
export function defineInboundPolicy<Options>(
  definition: InboundPolicyDefinition<Options>,
): InboundPolicyDefinition {
  return definition
}

/** Types the options of an outbound policy from its schema. */
export function defineOutboundPolicy<Options>(
  definition: OutboundPolicyDefinition<Options>,
): OutboundPolicyDefinition {
  return definition
}
