import type { ErrorCode } from '../../foundation/errors.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { buildBearerChallenge, type BearerChallenge } from '../../oauth/resource-server/bearer-challenge.ts'
import { protectedResourceMetadataUrl } from '../../oauth/resource-server/protected-resource-metadata.ts'
import {
  describeRefusal,
  explainRefusal,
  type TokenRefusal,
} from '../../oauth/resource-server/token-refusal.ts'

/** What challenges of a policy say beside the error. */
export interface ChallengeSettings {
  readonly metadataEnabled: boolean
  readonly scopes: readonly string[]
}

/** The answer to a request whose credentials cannot be read (RFC 6750 section 3.1, invalid_request). */
export function refuseMalformed(
  why: string,
  settings: ChallengeSettings,
  exchange: Exchange,
  context: GatewayContext,
): Reply {
  context.refusal = `credentials: ${why}`
  return challenge(
    'SALLYPORT_AUTH_REQUEST_MALFORMED',
    { error: 'invalid_request', description: why },
    settings,
    exchange,
    context,
  )
}

/** The answer to a request without credentials: a challenge without an error. */
export function refuseMissing(
  settings: ChallengeSettings,
  exchange: Exchange,
  context: GatewayContext,
): Reply {
  context.refusal = 'credentials: expected a bearer token, found none'
  return challenge('SALLYPORT_AUTH_REQUIRED', {}, settings, exchange, context)
}

/** The answer to a token that was not accepted, or that cannot be judged right now. */
export function refuseToken(
  refusal: TokenRefusal,
  settings: ChallengeSettings,
  exchange: Exchange,
  context: GatewayContext,
): Reply {
  context.refusal = explainRefusal(refusal)
  const description = describeRefusal(refusal)
  if (refusal.reason === 'keys-unavailable') {
    // Not a 401: the token may be good, and a client told otherwise would throw it away.
    const headers = { 'retry-after': String(refusal.retryAfterSeconds), 'cache-control': 'no-store' }
    return failureReply('SALLYPORT_AUTH_KEYS_UNAVAILABLE', exchange, undefined, headers)
  }
  if (refusal.reason === 'too-long') return refuseMalformed(description, settings, exchange, context)
  return challenge(
    'SALLYPORT_AUTH_TOKEN_REFUSED',
    { error: 'invalid_token', description },
    settings,
    exchange,
    context,
  )
}

function challenge(
  code: ErrorCode,
  said: Pick<BearerChallenge, 'error' | 'description'>,
  settings: ChallengeSettings,
  exchange: Exchange,
  context: GatewayContext,
): Reply {
  const metadataUrl = settings.metadataEnabled ? metadataUrlOf(exchange, context) : undefined
  const value = buildBearerChallenge({ metadataUrl, scopes: settings.scopes, ...said })
  return failureReply(code, exchange, said.description, {
    'www-authenticate': value,
    'cache-control': 'no-store',
  })
}

/** The resource is the route; one whose path has parameters is as many resources as it has paths. */
function metadataUrlOf(exchange: Exchange, context: GatewayContext): string {
  const { path } = context.route
  return protectedResourceMetadataUrl(exchange.origin, path.includes('{') ? exchange.path : path)
}
