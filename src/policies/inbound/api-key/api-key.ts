import { findConsumer, type FoundConsumer } from '../../../api-keys/find-consumer.ts'
import { keyChangesOf } from '../../../api-keys/key-changes.ts'
import { isApiKey } from '../../../api-keys/key-format.ts'
import type { Exchange, Reply, RequestUser } from '../../../gateway/exchange.ts'
import type { RuleOutcome } from '../../../gateway/handler-access.ts'
import {
  defineInboundPolicy,
  type CallerSecurity,
  type InboundPolicy,
  type PolicySetup,
} from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import { copyClaims } from '../../../oauth/resource-server/copy-claims.ts'
import { FailedAttempts } from '../../limits/failed-attempts.ts'
import { presentSecret } from '../../credentials/present-secret.ts'
import { refuseCredentials } from '../../credentials/refuse-credentials.ts'
import { apiKeyOptions, type ApiKeyOptions } from './options.ts'
import { findPresentedKey } from './presented-key.ts'
import { ConsumerMemory } from './remember-consumers.ts'

/** Accepts API keys from the store of this gateway, and sets the user from the consumer of the key. */
export const apiKey = defineInboundPolicy({
  stage: 'inbound',
  exports: ['ApiKeyInboundPolicy', 'ApiAuthKeyInboundPolicy'],
  policyTypes: ['api-key-inbound', 'api-key-auth-inbound', 'api-auth-key-inbound-policy'],
  options: apiKeyOptions,
  create: (options, setup): InboundPolicy => new ApiKeyPolicy(options, setup),
})

class ApiKeyPolicy implements InboundPolicy {
  readonly name: string
  readonly security?: CallerSecurity
  private readonly options: ApiKeyOptions
  private readonly header: string
  private readonly challenge: string
  private readonly sha256: (text: string) => string
  private readonly memory: ConsumerMemory
  private readonly failedAttempts: FailedAttempts

  constructor(options: ApiKeyOptions, { name, services }: PolicySetup) {
    this.name = name
    this.options = options
    this.header = options.authHeader.toLowerCase()
    if (!options.disableAutomaticallyAddingKeyHeaderToOpenApi) this.security = describeSecurity(options)
    this.challenge = describeChallenge(options)
    this.sha256 = (text) => services.sha256(text)
    this.failedAttempts = new FailedAttempts(options.failedAttempts, name, services)
    const { storage } = services
    this.memory = new ConsumerMemory({
      now: () => services.now(),
      rememberMs: options.cacheTtlSeconds * 1000,
      find: (hash) => findConsumer(storage, options.bucketName, hash, services.now()),
      changes: keyChangesOf(storage),
    })
  }

  handle(exchange: Exchange, context: GatewayContext): Reply | undefined | Promise<Reply | undefined> {
    // Two headers are two callers, and a proxy before this gateway may have judged the other one.
    if (exchange.repeatedHeaders.includes(this.header))
      return this.refuse('the header twice', 'Send the key in one header, once.', exchange, context)
    const sent = exchange.headers[this.header]
    const presented = findPresentedKey(sent, this.header, this.options.authScheme)
    if (presented.kind === 'none') return this.refuseMissing(exchange, context)
    const { key } = presented
    presentSecret(context, key)
    // Of several policies that each let a caller pass, the first that knows the caller decides who it is.
    if (this.options.allowUnauthenticatedRequests && exchange.user !== undefined) return undefined
    if (!isApiKey(key)) return this.refuseMistyped(exchange, context)
    const hash = this.sha256(key)
    const known = this.memory.peek(hash)
    if (known?.consumer !== undefined) return this.settle(known.consumer, exchange, context)
    return (
      this.failedAttempts.refuse(exchange, context) ??
      (known === undefined
        ? this.memory.get(hash).then((consumer) => this.settle(consumer, exchange, context))
        : this.settle(undefined, exchange, context))
    )
  }

  explain(caller: RequestUser | undefined): RuleOutcome {
    const isLenient = this.options.allowUnauthenticatedRequests
    if (caller === undefined) return { holds: isLenient, knowsCaller: false, because: ['Needs an API key.'] }
    return {
      holds: true,
      knowsCaller: true,
      because: ['The caller is taken as the consumer of a key that is accepted.'],
    }
  }

  /** Asks the store again from now on. */
  onRevoked(): Promise<void> {
    this.memory.forget()
    return Promise.resolve()
  }

  private settle(
    consumer: FoundConsumer | undefined,
    exchange: Exchange,
    context: GatewayContext,
  ): Reply | undefined {
    if (consumer === undefined) {
      if (!this.options.allowUnauthenticatedRequests) this.failedAttempts.count(exchange)
      return this.refuse('a key that opens nothing', undefined, exchange, context)
    }
    // A copy of its own for every request: modules may add to it, and the remembered consumer must not change.
    exchange.user = { sub: consumer.name, data: copyClaims(consumer.metadata) }
    context.refusal = undefined
    return undefined
  }

  private refuseMissing(exchange: Exchange, context: GatewayContext): Reply | undefined {
    if (this.options.allowUnauthenticatedRequests) return undefined
    const { challenge } = this
    const why = 'credentials: expected an API key, found none'
    return refuseCredentials(
      { code: 'SALLYPORT_CREDENTIALS_REQUIRED', why, challenge, detail: this.howToSend() },
      exchange,
      context,
    )
  }

  private refuseMistyped(exchange: Exchange, context: GatewayContext): Reply | undefined {
    const detail = 'It is no complete API key: look for missing or mistyped characters.'
    return this.refuse('a text that is no key', detail, exchange, context)
  }

  private refuse(
    found: string,
    detail: string | undefined,
    exchange: Exchange,
    context: GatewayContext,
  ): Reply | undefined {
    const { challenge } = this
    const why = `credentials: expected an API key of ${this.options.bucketName}, found ${found}`
    const said = { code: 'SALLYPORT_CREDENTIALS_REFUSED', why, challenge } as const
    const reply = refuseCredentials(
      { ...said, ...(detail === undefined ? {} : { detail }) },
      exchange,
      context,
    )
    return this.options.allowUnauthenticatedRequests ? undefined : reply
  }

  private howToSend(): string {
    const { authHeader, authScheme } = this.options
    return `Send an API key as ${authHeader}: ${authScheme === '' ? '' : `${authScheme} `}<key>.`
  }
}

/** RFC 9110 section 11.6.1: a 401 has a challenge, also where the key travels in a header that no scheme governs. */
function describeChallenge({ authHeader, authScheme }: ApiKeyOptions): string {
  const isStandard = authHeader.toLowerCase() === 'authorization' && authScheme !== ''
  return isStandard ? `${authScheme} realm="api-key"` : `ApiKey realm="api-key", header="${authHeader}"`
}

/** A bearer key has a scheme of its own in OpenAPI; any other is a header. */
function describeSecurity(options: ApiKeyOptions): CallerSecurity {
  const { authHeader, authScheme, allowUnauthenticatedRequests: isOptional } = options
  const isAuthorization = authHeader.toLowerCase() === 'authorization'
  if (isAuthorization && authScheme.toLowerCase() === 'bearer')
    return { scheme: { type: 'http', scheme: 'bearer' }, isOptional }
  const scheme = { type: 'apiKey', in: 'header', name: authHeader }
  const isBare = !isAuthorization || authScheme === ''
  return {
    scheme: isBare ? scheme : { ...scheme, description: `The word ${authScheme}, a space, and the key.` },
    isOptional,
  }
}
