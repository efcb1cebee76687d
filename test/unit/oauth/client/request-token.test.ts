import { describe, expect, it } from 'vitest'
import { requestToken, type FormAnswer, type PostForm } from '../../../../src/oauth/client/request-token.ts'

const client = {
  clientId: 'gateway',
  clientSecret: 'secret',
  clientAuthentication: 'client_secret_post',
} as const

function ask(answer: Partial<FormAnswer> | Error, sent: Parameters<PostForm>[] = []) {
  const post: PostForm = (...request) => {
    sent.push(request)
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve({ status: 200, text: '{}', retryAfter: undefined, ...answer })
  }
  const parameters = { grant_type: 'client_credentials', scope: 'a b', audience: undefined }
  return requestToken('https://as.example/token', client, parameters, post)
}

const token = (changes: object = {}): Partial<FormAnswer> => ({
  text: JSON.stringify({ access_token: 'abc', token_type: 'Bearer', expires_in: 60, ...changes }),
})

describe('a token', () => {
  it('is asked for with a form', async () => {
    const sent: Parameters<PostForm>[] = []
    expect(await ask(token(), sent)).toEqual({ ok: true, value: { accessToken: 'abc', lifetimeMs: 60_000 } })
    const [url, headers, form] = sent[0] ?? ['', {}, '']
    expect(url).toBe('https://as.example/token')
    expect(headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' })
    expect(Object.fromEntries(new URLSearchParams(form))).toEqual({
      grant_type: 'client_credentials',
      scope: 'a b',
      client_id: 'gateway',
      client_secret: 'secret',
    })
  })

  it.each([
    [{ expires_in: '120' }, 120_000],
    [{ expires_in: undefined }, 300_000],
    [{ expires_in: -1 }, 300_000],
    [{ expires_in: 'soon' }, 300_000],
  ])('with %j lives %i ms', async (changes, lifetimeMs) => {
    expect(await ask(token(changes))).toMatchObject({ value: { lifetimeMs } })
  })
})

describe('no token', () => {
  it.each([
    [
      'its own error',
      { status: 400, text: '{"error":"invalid_client","error_description":"secret"}' },
      'invalid_client',
    ],
    ['an error that is none', { status: 401, text: '{"error":"<script>"}' }, 'status_401'],
    ['no JSON', { status: 403, text: 'no' }, 'status_403'],
    ['a redirect', { status: 302, text: '' }, 'status_302'],
    ['an answer without a token', { text: '{"token_type":"Bearer"}' }, 'no_usable_token'],
    ['a token that breaks a header', token({ access_token: 'a\r\nx: 1' }), 'no_usable_token'],
    ['a token without end', token({ access_token: 'a'.repeat(20_000) }), 'no_usable_token'],
    ['what is no access token', token({ token_type: 'N_A' }), 'not_a_bearer_token'],
    ['a token bound to a key', token({ token_type: 'DPoP' }), 'not_a_bearer_token'],
  ])('is given with %s', async (_what, answer, error) => {
    expect(await ask(answer)).toEqual({ ok: false, error: { kind: 'refused', error } })
  })

  it.each([
    [
      { status: 503, retryAfter: '7' },
      { error: 'status_503', retryAfterSeconds: 7 },
    ],
    [
      { status: 429, retryAfter: '99999' },
      { error: 'status_429', retryAfterSeconds: 3600 },
    ],
    [
      { status: 500, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' },
      { error: 'status_500', retryAfterSeconds: undefined },
    ],
    [new Error('ECONNREFUSED secret'), { error: 'no_answer', retryAfterSeconds: undefined }],
  ])('is there for now: %j', async (answer, failure) => {
    expect(await ask(answer)).toEqual({ ok: false, error: { kind: 'unavailable', ...failure } })
  })
})
