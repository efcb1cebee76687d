import { askedPath } from '../../gateway/asked-path.ts'
import type { Exchange } from '../../gateway/exchange.ts'
import type { ChallengeTerms, GatewayContext } from '../../gateway/request-context.ts'
import { buildChallenges } from '../../oauth/resource-server/challenge.ts'
import { protectedResourceMetadataUrl } from '../../oauth/resource-server/protected-resource-metadata.ts'
import type { AccessVerdict } from './rule.ts'

/** A call that is refused, before either era says so in its way. */
export interface AccessRefusal {
  readonly status: 401 | 403
  /** One sentence for the person or the model behind the call. */
  readonly message: string
  /** A `WWW-Authenticate` header; undefined when asking for more would not help. */
  readonly challenge: string | undefined
  /** Scopes to ask for. */
  readonly scopes: readonly string[]
}

type Refused = Exclude<AccessVerdict, { readonly outcome: 'allowed' }>

const nothingNamed: ChallengeTerms = { metadataEnabled: false, scopes: [] }

/**
 * Says why a call is refused and what would help, and writes the reason to the request record. `kept` are scopes that the
 * caller has and should ask for again.
 */
export function buildRefusal(
  verdict: Refused,
  kept: readonly string[],
  exchange: Exchange,
  context: GatewayContext,
): AccessRefusal {
  if (verdict.outcome === 'condition') {
    context.refusal = verdict.because
    const message = verdict.message ?? 'The rules of this server do not allow this call.'
    return { status: 403, message, challenge: undefined, scopes: [] }
  }
  const terms = context.challengeTerms ?? nothingNamed
  const path = terms.metadataEnabled ? askedPath(exchange, context) : undefined
  const metadataUrl = path === undefined ? undefined : protectedResourceMetadataUrl(exchange.origin, path)
  if (verdict.outcome === 'anonymous') {
    context.refusal = 'credentials: expected a signed-in caller, found none'
    const scopes = [...new Set([...terms.scopes, ...verdict.needed])]
    // RFC 6750 section 3.1: no error where no credentials were sent.
    const challenge = buildChallenges({ metadataUrl, scopes }, terms.dpop)
    return { status: 401, message: 'Sign in to use this.', challenge, scopes }
  }
  const { needed, missing } = verdict
  context.refusal = `scope: expected ${needed.join(' ')}, found none of ${missing.join(' ')}`
  const description = `The access token lacks ${missing.length === 1 ? 'the scope' : 'the scopes'} ${missing.join(' ')}.`
  const scopes = [...new Set([...needed, ...kept])]
  const said = { metadataUrl, scopes, error: 'insufficient_scope', description } as const
  return { status: 403, message: description, challenge: buildChallenges(said, terms.dpop), scopes }
}
