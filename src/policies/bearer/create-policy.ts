import type { Exchange, Reply } from '../../gateway/exchange.ts'
import type { InboundPolicy, PolicySetup, ProtectedResource } from '../../gateway/policy.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { hasQueryToken, parseBearerCredentials } from '../../oauth/resource-server/bearer-credentials.ts'
import {
  createTokenVerifier,
  type TokenVerifier,
  type VerifiedToken,
} from '../../oauth/resource-server/verify-access-token.ts'
import { copyClaims } from '../../oauth/resource-server/copy-claims.ts'
import { acceptedAudiences } from '../../oauth/resource-server/accepted-audiences.ts'
import type { BearerProfile } from './profile.ts'
import { describeResource } from './describe-resource.ts'
import { refuseMalformed, refuseMissing, refuseToken } from './refuse-request.ts'

/** Creates an inbound policy that lets a request pass with a bearer token it can verify, and sets the user from it. */
export function createBearerPolicy(profile: BearerProfile, setup: PolicySetup): InboundPolicy {
  return new BearerPolicy(profile, setup)
}

class BearerPolicy implements InboundPolicy {
  readonly name: string
  readonly protectedResource: ProtectedResource
  private readonly profile: BearerProfile
  private readonly verifier: TokenVerifier

  constructor(profile: BearerProfile, setup: PolicySetup) {
    this.name = setup.name
    this.profile = profile
    this.protectedResource = describeResource(profile, setup)
    this.verifier = createVerifier(profile, setup)
  }

  handle(exchange: Exchange, context: GatewayContext): Reply | undefined | Promise<Reply | undefined> {
    const { authHeader, allowUnauthenticatedRequests } = this.profile
    const resource = this.protectedResource
    const sent = exchange.headers[authHeader]
    if (exchange.repeatedHeaders.includes(authHeader)) {
      return refuseMalformed('Send the credentials in one header, once.', resource, exchange, context)
    }
    if (hasQueryToken(exchange.search)) {
      return refuseMalformed(
        'Send the token in the Authorization header, never in the URL.',
        resource,
        exchange,
        context,
      )
    }
    const credentials = parseBearerCredentials(sent, authHeader)
    if (credentials.kind === 'malformed') return refuseMalformed(credentials.why, resource, exchange, context)
    if (credentials.kind === 'none') {
      return allowUnauthenticatedRequests ? undefined : refuseMissing(resource, exchange, context)
    }
    const { token } = credentials
    // Known as secrets whether or not they are accepted here: no upstream may see them either way.
    context.presentedSecrets = [...context.presentedSecrets, token, sent ?? token]
    const known = this.verifier.verifyCached(token)
    if (known === undefined) return this.verify(token, exchange, context)
    admit(known, exchange, context)
    return undefined
  }

  private async verify(
    token: string,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<Reply | undefined> {
    const verified = await this.verifier.verify(token)
    if (verified.ok) {
      admit(verified.value, exchange, context)
      return undefined
    }
    const reply = refuseToken(verified.error, this.protectedResource, exchange, context)
    // A token of ours that cannot be judged must not turn into an anonymous request.
    const mayPass = this.profile.allowUnauthenticatedRequests && verified.error.reason !== 'keys-unavailable'
    return mayPass ? undefined : reply
  }
}

function admit(token: VerifiedToken, exchange: Exchange, context: GatewayContext): void {
  // A copy of its own for every request: modules may add to it, and the remembered token must not change.
  exchange.user = { sub: token.subject, data: copyClaims(token.claims) }
  context.refusal = undefined
}

function createVerifier(profile: BearerProfile, setup: PolicySetup): TokenVerifier {
  const { services } = setup
  const { localIssuers, publicOrigin } = services
  return createTokenVerifier({
    issuers: profile.issuer === undefined ? undefined : localIssuers.spellingsOf(profile.issuer),
    audiences:
      profile.audience === undefined
        ? undefined
        : acceptedAudiences(profile.audience, publicOrigin.spellings),
    algorithms: profile.algorithms,
    keys: profile.keys,
    now: () => services.now(),
    sha256: (text) => services.sha256(text),
    subjectClaim: profile.subjectClaim,
    requireOktaShape: profile.requireOktaShape,
    clockToleranceSeconds: profile.clockToleranceSeconds,
    ...(profile.maxTokenLifetimeSeconds === undefined
      ? {}
      : { maxLifetimeSeconds: profile.maxTokenLifetimeSeconds }),
  })
}
