import type { Result } from '../../foundation/result.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import type { PolicySetup } from '../../gateway/policy.ts'
import {
  requestToken,
  type IssuedToken,
  type PostForm,
  type TokenFailure,
} from '../../oauth/client/request-token.ts'
import { TokenCache, type KeptFailure, type TokenOutcome } from '../../oauth/client/token-cache.ts'
import type { UpstreamTokenOptions } from './options.ts'

/** What is asked for beside what the options say. */
export interface TokenQuestion {
  /** Names the token among those of the policy; holds no secret. */
  readonly key: string
  /** Parameters of the grant. */
  readonly parameters: Readonly<Record<string, string | undefined>>
  /** Milliseconds since the epoch after which the token must not be used. */
  readonly lastsUntil?: number
}

/** Largest answer of a token endpoint, bytes. */
const largestAnswer = 65_536

/** How tokens are kept and shown. */
export type TokenKeeping = Pick<
  UpstreamTokenOptions,
  'authHeader' | 'expirationOffsetSeconds' | 'timeoutSeconds'
>

/** Asks for a token. */
export type AskForToken = (
  question: TokenQuestion,
  post: PostForm,
) => Promise<Result<IssuedToken, TokenFailure>>

/** Asks the token endpoint of the options, as their client. */
export function askEndpoint(options: UpstreamTokenOptions): AskForToken {
  const { tokenUrl, scope, audience, resource } = options
  const named = { scope: typeof scope === 'string' ? scope : scope?.join(' '), audience, resource }
  return ({ parameters }, post) => requestToken(tokenUrl, options, { ...parameters, ...named }, post)
}

/** Gets tokens for an upstream and puts them on requests. */
export class UpstreamTokens {
  private readonly askForToken: AskForToken
  private readonly setup: PolicySetup
  private readonly cache: TokenCache
  private readonly post: PostForm
  private readonly header: string

  constructor(options: TokenKeeping, size: number, setup: PolicySetup, ask: AskForToken) {
    this.askForToken = ask
    this.setup = setup
    this.header = options.authHeader.toLowerCase()
    this.post = createPost(setup, options.timeoutSeconds * 1000)
    this.cache = new TokenCache({
      now: () => setup.services.now(),
      marginMs: options.expirationOffsetSeconds * 1000,
      size,
    })
  }

  /** Puts a token on the request, or answers why there is none; without a promise where the token is at hand. */
  apply(question: TokenQuestion, exchange: Exchange): Reply | undefined | Promise<Reply | undefined> {
    const known = this.cache.peek(question.key)
    if (known !== undefined) return this.settle(known, exchange)
    const { key, lastsUntil } = question
    return this.cache
      .get(key, () => this.ask(question), lastsUntil)
      .then((outcome) => this.settle(outcome, exchange))
  }

  /** Forgets every token. */
  forget(): void {
    this.cache.clear()
  }

  private settle(outcome: TokenOutcome, exchange: Exchange): Reply | undefined {
    if (!outcome.ok) return refuseUpstream(outcome.error, exchange)
    exchange.headers[this.header] =
      this.header === 'authorization' ? `Bearer ${outcome.value}` : outcome.value
    return undefined
  }

  private async ask(question: TokenQuestion): Promise<Result<IssuedToken, TokenFailure>> {
    const answer = await this.askForToken(question, this.post)
    if (!answer.ok) {
      const { kind, error } = answer.error
      this.setup.services.log.warn('no token for the upstream', { policy: this.setup.name, kind, error })
    }
    return answer
  }
}

function refuseUpstream({ kind, retryAfterSeconds }: KeptFailure, exchange: Exchange): Reply {
  const headers = { 'cache-control': 'no-store' }
  if (kind === 'refused')
    return failureReply('SALLYPORT_UPSTREAM_TOKEN_REFUSED', exchange, undefined, headers)
  return failureReply('SALLYPORT_UPSTREAM_TOKEN_UNAVAILABLE', exchange, undefined, {
    ...headers,
    'retry-after': String(retryAfterSeconds),
  })
}

/** Posts forms to a token endpoint over the connections of the gateway; redirects are not followed. */
export function createPost({ services }: PolicySetup, timeoutMs: number): PostForm {
  return async (url, headers, form) => {
    const reply = await services.upstream.send({
      method: 'POST',
      url,
      headers: { ...headers },
      body: form,
      timeoutMs,
      // The whole answer must be there by then, however slowly it drips.
      signal: AbortSignal.timeout(timeoutMs),
      // A redirect would carry the secret to where nobody said it may go.
      maxRedirects: 0,
    })
    const retryAfter = reply.headers['retry-after']
    return {
      status: reply.status,
      text: await reply.text(largestAnswer),
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
    }
  }
}
