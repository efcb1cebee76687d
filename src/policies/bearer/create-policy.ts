import { askedScopes } from '../../gateway/asked-scopes.ts'
import type { Exchange, Reply, RequestUser } from '../../gateway/exchange.ts'
import type { RuleOutcome } from '../../gateway/handler-access.ts'
import type {
  CallerSecurity,
  InboundPolicy,
  PolicySetup,
  ProtectedResource,
  Revocation,
} from '../../gateway/policy.ts'
import type { ChallengeTerms, GatewayContext } from '../../gateway/request-context.ts'
import { copyClaims } from '../../oauth/resource-server/copy-claims.ts'
import {
  hasFormToken,
  hasQueryToken,
  parseCredentials,
  type TokenScheme,
} from '../../oauth/resource-server/credentials.ts'
import type { TokenRefusal } from '../../oauth/resource-server/token-refusal.ts'
import type { VerifiedToken } from '../../oauth/resource-server/verified-token.ts'
import { FailedAttempts } from '../limits/failed-attempts.ts'
import { describeResource } from './describe-resource.ts'
import { describeSecurity } from './describe-security.ts'
import { explainCaller } from './explain-caller.ts'
import type { BearerProfile } from './profile.ts'
import { createPossession, type Possession, type Presented } from './prove-possession.ts'
import { refuseMalformed, refuseMissing, refuseToken } from './refuse-request.ts'

/** Creates an inbound policy that lets a request pass with an access token it can verify, and sets the user from it. */
export function createBearerPolicy(profile: BearerProfile, setup: PolicySetup): InboundPolicy {
  return new BearerPolicy(profile, setup)
}

/** Largest form that is searched for a token, bytes; a token alone is smaller. */
const largestForm = 32_768

class BearerPolicy implements InboundPolicy {
  readonly name: string
  readonly protectedResource: ProtectedResource
  readonly security: CallerSecurity
  private readonly profile: BearerProfile
  private readonly possession: Possession
  private readonly isLenient: boolean
  private readonly failedAttempts: FailedAttempts
  private readonly setup: PolicySetup
  /** What challenges of each route name; its scopes depend on what its handler offers. */
  private readonly terms = new WeakMap<GatewayContext['route'], ChallengeTerms>()

  constructor(profile: BearerProfile, setup: PolicySetup) {
    this.name = setup.name
    this.profile = profile
    this.setup = setup
    this.protectedResource = describeResource(profile, setup)
    this.security = describeSecurity(profile)
    this.possession = createPossession(profile.options, setup)
    this.isLenient = profile.options.allowUnauthenticatedRequests
    this.failedAttempts = new FailedAttempts(profile.options.failedAttempts, setup.name, setup.services)
  }

  handle(exchange: Exchange, context: GatewayContext): Reply | undefined | Promise<Reply | undefined> {
    context.challengeTerms ??= this.termsOf(context)
    const misplaced = this.findMisplaced(exchange)
    if (misplaced !== undefined) return this.refuseUnreadable(misplaced, exchange, context)
    if (mayHoldFormToken(exchange)) return this.handleForm(exchange, context)
    return this.authenticate(exchange, context)
  }

  explain(caller: RequestUser | undefined): RuleOutcome {
    return explainCaller(this.profile, this.setup.services, caller)
  }

  /** Empties the memory of tokens, and refuses from now on those the revocation names. */
  async onRevoked(revocation: Revocation): Promise<void> {
    const { issuer } = revocation
    if (issuer !== undefined && this.profile.issuer !== undefined && issuer !== this.profile.issuer) return
    await this.profile.revocations.add(revocation)
    this.profile.verifier.forget()
  }

  private termsOf({ route }: GatewayContext): ChallengeTerms {
    const known = this.terms.get(route)
    if (known !== undefined) return known
    const scopes = askedScopes(this.protectedResource, this.setup.accessOf(route))
    const terms = { ...this.protectedResource, scopes }
    this.terms.set(route, terms)
    return terms
  }

  private findMisplaced(exchange: Exchange): string | undefined {
    if (exchange.repeatedHeaders.includes(this.profile.authHeader))
      return 'Send the credentials in one header, once.'
    if (hasQueryToken(exchange.search)) return 'Send the token in the Authorization header, never in the URL.'
    return undefined
  }

  private async handleForm(exchange: Exchange, context: GatewayContext): Promise<Reply | undefined> {
    if (hasFormToken(await exchange.body.text())) {
      const why = 'Send the token in the Authorization header, never in the body.'
      return this.refuseUnreadable(why, exchange, context)
    }
    return this.authenticate(exchange, context)
  }

  private authenticate(
    exchange: Exchange,
    context: GatewayContext,
  ): Reply | undefined | Promise<Reply | undefined> {
    const { authHeader, verifier } = this.profile
    const sent = exchange.headers[authHeader]
    const credentials = parseCredentials(sent, authHeader, this.possession.speaksDpop)
    if (credentials.kind === 'malformed') return this.refuseUnreadable(credentials.why, exchange, context)
    if (credentials.kind === 'none') {
      return this.isLenient ? undefined : refuseMissing(this.termsOf(context), exchange, context)
    }
    const { token, scheme } = credentials
    // Known as secrets whether or not they are accepted here: no upstream may see them either way.
    context.presentedSecrets = [...context.presentedSecrets, token, sent ?? token]
    // Of several policies that each let a caller pass, the first that knows the caller decides who it is.
    if (this.isLenient && exchange.user !== undefined) return undefined
    const known = verifier.verifyCached(token)
    if (known === undefined || this.possession.isNeeded(known, scheme))
      return (
        this.failedAttempts.refuse(exchange, context) ?? this.verify({ token, scheme }, exchange, context)
      )
    admit(known, exchange, context)
    return undefined
  }

  private async verify(
    presented: Presented,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<Reply | undefined> {
    const verified = await this.profile.verifier.verify(presented.token)
    if (!verified.ok) return this.refuse(verified.error, presented.scheme, exchange, context)
    const token = verified.value
    if (this.possession.isNeeded(token, presented.scheme)) {
      const refusal = await this.possession.prove(token, presented, exchange, context)
      if (refusal !== undefined) return this.refuse(refusal, presented.scheme, exchange, context)
    }
    admit(token, exchange, context)
    return undefined
  }

  private refuse(
    refusal: TokenRefusal,
    scheme: TokenScheme,
    exchange: Exchange,
    context: GatewayContext,
  ): Reply | undefined {
    const reply = refuseToken(refusal, scheme, this.termsOf(context), exchange, context)
    // What a lenient policy does not accept may be meant for the next one.
    if (!this.isLenient && !isHonest(refusal)) this.failedAttempts.count(exchange)
    // A token of ours that cannot be judged must not turn into an anonymous request.
    return this.isLenient && !('retryAfterSeconds' in refusal) ? undefined : reply
  }

  private refuseUnreadable(why: string, exchange: Exchange, context: GatewayContext): Reply {
    return refuseMalformed(why, this.termsOf(context), exchange, context)
  }
}

/** What happens to every client: its token ends, clocks differ, a nonce is new, the issuer is away. */
function isHonest({ reason }: TokenRefusal): boolean {
  return honest.has(reason)
}

const honest: ReadonlySet<TokenRefusal['reason']> = new Set([
  'expired',
  'not-yet-valid',
  'issued-in-future',
  'proof-nonce',
  'keys-unavailable',
  'introspection-unavailable',
])

function admit(token: VerifiedToken, exchange: Exchange, context: GatewayContext): void {
  // A copy of its own for every request: modules may add to it, and the remembered token must not change.
  exchange.user = { sub: token.subject, data: copyClaims(token.claims) }
  context.refusal = undefined
}

/** Only a small form may hold a token (RFC 6750 section 2.2); JSON, whatever curl calls it, is left alone. */
function mayHoldFormToken({ headers, body }: Exchange): boolean {
  const type = headers['content-type']
  if (type === undefined || !type.startsWith('application/x-www-form-urlencoded')) return false
  return body.length !== undefined && body.length > 0 && body.length <= largestForm
}
