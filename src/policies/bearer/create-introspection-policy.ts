import type { InboundPolicy, PolicySetup } from '../../gateway/policy.ts'
import { authenticateClient } from '../../oauth/client/authenticate-client.ts'
import type { IdentityProvider } from '../../oauth/resource-server/identity-providers/identity-provider.ts'
import {
  createIntrospectionVerifier,
  largestAnswer,
  type AskIntrospection,
} from '../../oauth/resource-server/introspect-token.ts'
import { discoverEndpoint } from '../../oauth/resource-server/read-signing-keys.ts'
import type { TokenVerifier } from '../../oauth/resource-server/remember-tokens.ts'
import type { Revocations } from '../../oauth/resource-server/revocations.ts'
import { publicKeyAlgorithms } from '../../oauth/resource-server/signature-algorithms.ts'
import { audiencesOf, claimRules, createJwtVerifier, createPolicyRevocations } from './create-jwt-policy.ts'
import { createBearerPolicy } from './create-policy.ts'
import { contentTypeOf, createFetchText } from './fetch-text.ts'
import { createIssuerKeys } from './issuer-keys.ts'
import type { KeySetOptions, TokenOptions } from './options.ts'

/** How tokens are asked about. */
export interface IntrospectionProfile {
  /** Undefined: read from the metadata of the issuer. */
  readonly introspectionUrl: string | undefined
  readonly issuer: string | undefined
  readonly clientId: string
  readonly clientSecret: string
  readonly clientAuthentication: 'client_secret_basic' | 'client_secret_post'
  /** Media types of the answers that are understood. */
  readonly accept: string
  readonly cacheDurationSeconds: number
  readonly timeoutSeconds: number
  readonly subjectClaim: string
  readonly authHeader: string
  /** Set where answers are JWTs of the issuer, to verify them. */
  readonly keySet: KeySetOptions | undefined
}

/** Creates a policy that asks the authorization server about each token (RFC 7662). */
export function createIntrospectionPolicy(
  profile: IntrospectionProfile,
  options: TokenOptions,
  setup: PolicySetup,
): InboundPolicy {
  const { services } = setup
  const { issuer } = profile
  const audiences = audiencesOf(options)
  const revocations = createPolicyRevocations(issuer, setup)
  const verifyAnswer = createAnswerVerifier(profile, { audiences, options, revocations }, setup)
  const verifier = createIntrospectionVerifier({
    ...claimRules({ issuer, claims: { subjectClaim: profile.subjectClaim } }, audiences, options, setup),
    ask: createAsk(profile, setup),
    now: () => services.now(),
    sha256: (text) => services.sha256(text),
    rememberSeconds: profile.cacheDurationSeconds,
    isRevoked: (claims, subject) => revocations.covers(claims, subject),
    onFailure: (message) =>
      services.log.warn('a token could not be asked about', { policy: setup.name, problem: message }),
    ...(verifyAnswer === undefined ? {} : { verifyAnswer }),
  })
  const authHeader = profile.authHeader.toLowerCase()
  return createBearerPolicy(
    { issuer, audiences, options, authHeader, verifier, revocations, problem: () => verifier.problem() },
    setup,
  )
}

interface AnswerParts {
  readonly audiences: readonly string[]
  readonly options: TokenOptions
  readonly revocations: Revocations
}

/** Where the issuer is known and answers with a JWT, the JWT must be the issuer's too. */
function createAnswerVerifier(
  { issuer, keySet, subjectClaim }: IntrospectionProfile,
  { audiences, options, revocations }: AnswerParts,
  setup: PolicySetup,
): TokenVerifier | undefined {
  if (issuer === undefined || keySet === undefined) return undefined
  const location = { kind: 'discovery', issuer } as const
  const provider: IdentityProvider = {
    issuer,
    keys: location,
    algorithms: publicKeyAlgorithms,
    claims: { subjectClaim, audienceMayBeAbsent: true },
  }
  const keys = createIssuerKeys({ issuer, keys: location, keySet }, setup)
  const parts = { provider, audiences, keys, revocations }
  // The answer about a token is remembered; remembering the JWT as well would be once too often.
  return createJwtVerifier(parts, { ...options, tokenCacheSeconds: 0 }, setup)
}

function createAsk(profile: IntrospectionProfile, { services }: PolicySetup): AskIntrospection {
  const timeoutMs = profile.timeoutSeconds * 1000
  const fetchText = createFetchText(services.upstream, {}, timeoutMs)
  const headers = { accept: profile.accept, 'content-type': 'application/x-www-form-urlencoded' }
  let endpoint = profile.introspectionUrl
  return async (token) => {
    endpoint ??= await discoverEndpoint(
      profile.issuer ?? '',
      'introspection_endpoint',
      'introspectionUrl',
      fetchText,
    )
    const form = new URLSearchParams({ token, token_type_hint: 'access_token' })
    const credentials = authenticateClient(profile, form)
    const reply = await services.upstream.send({
      method: 'POST',
      url: endpoint,
      headers: { ...headers, ...credentials },
      body: form.toString(),
      timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
      maxRedirects: 0,
    })
    const { status } = reply
    if (status !== 200) {
      reply.cancel()
      return { status, contentType: undefined, text: '' }
    }
    return { status, contentType: contentTypeOf(reply), text: await reply.text(largestAnswer) }
  }
}
