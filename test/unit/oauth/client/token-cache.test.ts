import { beforeEach, describe, expect, it } from 'vitest'
import { ok, refuse } from '../../../../src/foundation/result.ts'
import type { IssuedToken, TokenFailure } from '../../../../src/oauth/client/request-token.ts'
import { TokenCache } from '../../../../src/oauth/client/token-cache.ts'

let now = 0
let asked = 0
let cache: TokenCache
beforeEach(() => {
  now = 0
  asked = 0
  cache = new TokenCache({ now: () => now, marginMs: 60_000, size: 2 })
})

const issue = (lifetimeMs: number) => () => {
  asked++
  return Promise.resolve(ok<IssuedToken>({ accessToken: `token-${asked}`, lifetimeMs }))
}
const fail = (failure: TokenFailure) => () => {
  asked++
  return Promise.resolve(refuse(failure))
}

describe('a token', () => {
  it('is kept until shortly before its end', async () => {
    await cache.get('a', issue(300_000))
    now = 239_999
    expect(cache.peek('a')).toEqual(ok('token-1'))
    now = 240_000
    expect(cache.peek('a')).toBeUndefined()
    expect(await cache.get('a', issue(300_000))).toEqual(ok('token-2'))
  })

  it('of a short life is kept for half of it', async () => {
    await cache.get('a', issue(10_000))
    now = 4_999
    expect(cache.peek('a')).toBeDefined()
    now = 5_000
    expect(cache.peek('a')).toBeUndefined()
  })

  it('does not outlive what it was given for', async () => {
    await cache.get('a', issue(300_000), 1_000)
    now = 1_000
    expect(cache.peek('a')).toBeUndefined()
    await cache.get('b', issue(300_000), 500)
    expect(cache.peek('b')).toBeUndefined()
  })

  it('is asked for once, however many wait', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => cache.get('a', issue(300_000))))
    expect([asked, answers]).toEqual([1, [ok('token-1'), ok('token-1'), ok('token-1')]])
  })

  it('makes room for others', async () => {
    for (const key of ['a', 'b', 'c']) await cache.get(key, issue(300_000))
    expect(['a', 'b', 'c'].map((key) => cache.peek(key) !== undefined)).toEqual([false, true, true])
  })

  it('that was asked for before everything was forgotten is not kept', async () => {
    const asking = cache.get('a', issue(300_000))
    cache.clear()
    expect(await asking).toEqual(ok('token-1'))
    expect(cache.peek('a')).toBeUndefined()
  })
})

describe('a failure', () => {
  it.each([
    [{ kind: 'refused', error: 'invalid_client' }, 10],
    [{ kind: 'unavailable', error: 'no_answer', retryAfterSeconds: undefined }, 5],
    [{ kind: 'unavailable', error: 'status_503', retryAfterSeconds: 20 }, 20],
    [{ kind: 'unavailable', error: 'status_503', retryAfterSeconds: 3000 }, 60],
  ] as const)('%j is remembered for a while', async (failure, seconds) => {
    const { kind, error } = failure
    expect(await cache.get('a', fail(failure))).toEqual(refuse({ kind, error, retryAfterSeconds: seconds }))
    now = seconds * 1000 - 1
    expect(await cache.get('a', fail(failure))).toEqual(refuse({ kind, error, retryAfterSeconds: 1 }))
    expect(asked).toBe(1)
    now++
    await cache.get('a', issue(300_000))
    expect([asked, cache.peek('a')?.ok]).toEqual([2, true])
  })
})
