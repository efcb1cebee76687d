import { askedPath } from '../../gateway/asked-path.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { buildChallenges } from '../../oauth/resource-server/challenge.ts'
import { protectedResourceMetadataUrl } from '../../oauth/resource-server/protected-resource-metadata.ts'
import { challengeTermsOf } from '../bearer/challenge-terms.ts'

/** What a refusal says. */
export interface CredentialsRefusal {
  readonly code: 'SALLYPORT_CREDENTIALS_REQUIRED' | 'SALLYPORT_CREDENTIALS_REFUSED'
  /** For the request record: what was expected and found; holds no secret. */
  readonly why: string
  /** A sentence for the caller; holds no secret. */
  readonly detail?: string
  /** The challenge of the policy: a scheme and its parameters. */
  readonly challenge: string
}

/**
 * The answer to a request without credentials that this policy accepts. RFC 9110 section 15.5.2: a 401 names every way
 * in, so that of an access token stands there too when a policy before this one takes them.
 */
export function refuseCredentials(
  { code, why, detail, challenge }: CredentialsRefusal,
  exchange: Exchange,
  context: GatewayContext,
): Reply {
  context.refusal = why
  return failureReply(code, exchange, detail, {
    'www-authenticate': [...tokenChallenge(exchange, context), challenge].join(', '),
    'cache-control': 'no-store',
  })
}

function tokenChallenge(exchange: Exchange, context: GatewayContext): readonly string[] {
  const { metadataEnabled, scopes, dpop } = challengeTermsOf(context)
  const path = metadataEnabled ? askedPath(exchange, context) : undefined
  if (path === undefined) return []
  const metadataUrl = protectedResourceMetadataUrl(exchange.origin, path)
  return [buildChallenges({ metadataUrl, scopes }, dpop)]
}
