import { expect, it } from 'vitest'
import { ok, refuse, type Result } from '../../../../src/foundation/result.ts'
import type { IssuedToken, TokenFailure } from '../../../../src/oauth/client/request-token.ts'
import { askWithRetries } from '../../../../src/policies/upstream-token/retry.ts'

type Answer = Result<IssuedToken, TokenFailure>
const token: Answer = ok({ accessToken: 't', lifetimeMs: 1000 })
const down: Answer = refuse({ kind: 'unavailable', error: 'no_answer', retryAfterSeconds: undefined })
const refused: Answer = refuse({ kind: 'refused', error: 'invalid_client' })
const later: Answer = refuse({ kind: 'unavailable', error: 'status_429', retryAfterSeconds: 30 })

it.each([
  ['goes on until there is a token', [down, down, token], 3, 3],
  ['gives up after its retries', [down, down, token], 1, 2],
  ['takes a refusal for an answer', [refused, token], 3, 1],
  ['does not ask before it may', [later, token], 3, 1],
  ['asks once without retries', [down, token], 0, 1],
])('%s', async (_name, answers, retries, times) => {
  let asked = 0
  const outcome = await askWithRetries(retries, async () => answers[asked++] ?? down)
  expect(asked).toBe(times)
  expect(outcome).toBe(answers[times - 1])
})
