import type { ErrorCode } from '../../foundation/errors.ts'
import { askedPath } from '../../gateway/asked-path.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import type { ChallengeTerms, GatewayContext } from '../../gateway/request-context.ts'
import { buildChallenges, type Challenge } from '../../oauth/resource-server/challenge.ts'
import type { TokenScheme } from '../../oauth/resource-server/credentials.ts'
import { protectedResourceMetadataUrl } from '../../oauth/resource-server/protected-resource-metadata.ts'
import {
  describeRefusal,
  explainRefusal,
  type TokenRefusal,
} from '../../oauth/resource-server/token-refusal.ts'

/** The answer to a request whose credentials cannot be read (RFC 6750 section 3.1, invalid_request). */
export function refuseMalformed(
  why: string,
  terms: ChallengeTerms,
  exchange: Exchange,
  context: GatewayContext,
): Reply {
  context.refusal = `credentials: ${why}`
  const said = { error: 'invalid_request', description: why } as const
  return challenge('SALLYPORT_AUTH_REQUEST_MALFORMED', said, terms, exchange, context)
}

/** The answer to a request without credentials: a challenge without an error, unless an earlier policy refused a token. */
export function refuseMissing(terms: ChallengeTerms, exchange: Exchange, context: GatewayContext): Reply {
  if (context.refusal !== undefined) {
    const said = {
      error: 'invalid_token',
      description: 'No policy of this route accepts the token.',
    } as const
    return challenge('SALLYPORT_AUTH_TOKEN_REFUSED', said, terms, exchange, context)
  }
  context.refusal = 'credentials: expected an access token, found none'
  return challenge('SALLYPORT_AUTH_REQUIRED', {}, terms, exchange, context)
}

/** The answer to a caller whose token lacks scopes: the challenge names all that are needed (RFC 6750 section 3.1). */
export function refuseScopes(
  needed: readonly string[],
  missing: readonly string[],
  terms: ChallengeTerms,
  exchange: Exchange,
  context: GatewayContext,
): Reply {
  context.refusal = `scope: expected ${needed.join(' ')}, found none of ${missing.join(' ')}`
  const description = `The access token lacks ${missing.length === 1 ? 'the scope' : 'the scopes'} ${missing.join(' ')}.`
  const said = { error: 'insufficient_scope', description } as const
  return challenge('SALLYPORT_AUTH_SCOPE_MISSING', said, { ...terms, scopes: needed }, exchange, context)
}

/** The answer to a token that was not accepted, or that cannot be judged right now. */
export function refuseToken(
  refusal: TokenRefusal,
  scheme: TokenScheme,
  terms: ChallengeTerms,
  exchange: Exchange,
  context: GatewayContext,
): Reply {
  context.refusal = explainRefusal(refusal)
  const description = describeRefusal(refusal)
  if ('retryAfterSeconds' in refusal) {
    // Not a 401: the token may be good, and a client told otherwise would throw it away.
    const headers = { 'retry-after': String(refusal.retryAfterSeconds), 'cache-control': 'no-store' }
    return failureReply(unavailableCodes[refusal.reason], exchange, undefined, headers)
  }
  if (refusal.reason === 'too-long') return refuseMalformed(description, terms, exchange, context)
  const said = { error: errorOf(refusal), description }
  const reply = challenge('SALLYPORT_AUTH_TOKEN_REFUSED', said, terms, exchange, context, scheme)
  if (refusal.reason === 'proof-nonce') reply.headers['dpop-nonce'] = refusal.nonce
  return reply
}

const unavailableCodes = {
  'keys-unavailable': 'SALLYPORT_AUTH_KEYS_UNAVAILABLE',
  'introspection-unavailable': 'SALLYPORT_AUTH_INTROSPECTION_UNAVAILABLE',
} as const satisfies Record<string, ErrorCode>

function errorOf({ reason }: TokenRefusal): NonNullable<Challenge['error']> {
  if (reason === 'proof') return 'invalid_dpop_proof'
  return reason === 'proof-nonce' ? 'use_dpop_nonce' : 'invalid_token'
}

function challenge(
  code: ErrorCode,
  said: Pick<Challenge, 'error' | 'description'>,
  terms: ChallengeTerms,
  exchange: Exchange,
  context: GatewayContext,
  scheme: TokenScheme = 'bearer',
): Reply {
  const path = terms.metadataEnabled ? askedPath(exchange, context) : undefined
  const metadataUrl = path === undefined ? undefined : protectedResourceMetadataUrl(exchange.origin, path)
  return failureReply(code, exchange, said.description, {
    'www-authenticate': buildChallenges({ metadataUrl, scopes: terms.scopes, ...said }, terms.dpop, scheme),
    'cache-control': 'no-store',
  })
}
