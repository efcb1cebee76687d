import type { Result } from '../../foundation/result.ts'
import type { IssuedToken, TokenFailure } from '../../oauth/client/request-token.ts'

/** First pause between two attempts, milliseconds; each further one is twice as long. */
const firstPauseMs = 100

/** Asks again while the server cannot be asked, at most `retries` times; a refusal is an answer and stands. */
export async function askWithRetries(
  retries: number,
  ask: () => Promise<Result<IssuedToken, TokenFailure>>,
): Promise<Result<IssuedToken, TokenFailure>> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask()
    const isFinal = answer.ok || answer.error.kind === 'refused'
    // A server that says when to ask again is not asked before.
    const mustWait =
      !isFinal && answer.error.kind === 'unavailable' && answer.error.retryAfterSeconds !== undefined
    if (isFinal || mustWait || attempt >= retries) return answer
    await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** attempt))
  }
}
