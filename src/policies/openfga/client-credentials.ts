import type { PolicySetup } from '../../gateway/policy.ts'
import { requestToken } from '../../oauth/client/request-token.ts'
import { TokenCache } from '../../oauth/client/token-cache.ts'
import { createPost } from '../upstream-token/upstream-tokens.ts'
import type { Authenticate } from '../decision/ask-decision-point.ts'

/** A client of the authorization server in front of a store. */
export interface StoreClient {
  readonly clientId: string
  readonly clientSecret: string
  readonly apiAudience: string
  readonly oauthTokenEndpointUrl: string
}

const marginMs = 60_000

/** Shows the store a token that the gateway gets for itself (RFC 6749 section 4.4), one until shortly before its end. */
export function createClientCredentials(
  client: StoreClient,
  timeoutMs: number,
  setup: PolicySetup,
): Authenticate {
  const cache = new TokenCache({ now: () => setup.services.now(), marginMs, size: 1 })
  const post = createPost(setup, timeoutMs)
  const asked = { grant_type: 'client_credentials', audience: client.apiAudience }
  const credentials = { ...client, clientAuthentication: 'client_secret_post' } as const
  return async () => {
    const outcome = await cache.get('own', () =>
      requestToken(client.oauthTokenEndpointUrl, credentials, asked, post),
    )
    if (!outcome.ok) throw new Error(`no token for the store: ${outcome.error.kind}, ${outcome.error.error}`)
    return ['authorization', `Bearer ${outcome.value}`]
  }
}
