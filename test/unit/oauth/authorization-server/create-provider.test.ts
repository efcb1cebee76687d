import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import {
  basic,
  nativeCallback,
  postForm,
  redeem,
  signIn,
  startAuthorizationServerWorld,
  webCallback,
  type AuthorizationServerWorld,
  type SignedIn,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
})
afterAll(() => world.close())

interface Case {
  readonly name: string
  readonly form: Record<string, string> | URLSearchParams
  readonly headers?: Record<string, string>
  readonly server?: string
  readonly status: number
  readonly error: string
  readonly description: string
}

const credentials = { grant_type: 'client_credentials' }
const nativeCode = { grant_type: 'authorization_code', client_id: 'native', redirect_uri: nativeCallback }
const nativeRefresh = { grant_type: 'refresh_token', client_id: 'native' }

const cases: readonly Case[] = [
  {
    name: 'no credentials at all',
    form: credentials,
    status: 401,
    error: 'invalid_client',
    description: 'No client credentials found.',
  },
  {
    name: 'an unknown client',
    form: { ...credentials, client_id: 'nobody', client_secret: 'x' },
    status: 401,
    error: 'invalid_client',
    description: "Invalid value for 'client_id' parameter.",
  },
  {
    name: 'a wrong secret',
    form: credentials,
    headers: basic('service', 'wrong-secret-wrong'),
    status: 401,
    error: 'invalid_client',
    description: 'The client secret supplied for a confidential client is invalid.',
  },
  {
    name: 'a secret from a client that has none',
    form: { ...nativeRefresh, client_secret: 'guess', refresh_token: 'x' },
    status: 401,
    error: 'invalid_client',
    description: 'Client authentication failed. Either the client or the client credentials are invalid.',
  },
  {
    name: 'no secret from a client that has one',
    form: { ...credentials, client_id: 'service' },
    status: 401,
    error: 'invalid_client',
    description: 'Client authentication failed. Either the client or the client credentials are invalid.',
  },
  {
    name: 'an Authorization header that holds no credentials',
    form: credentials,
    headers: { authorization: 'Basic !!!' },
    status: 401,
    error: 'invalid_client',
    description: 'Found Authentication header but was not valid client credentials.',
  },
  {
    name: 'a bearer where credentials belong',
    form: credentials,
    headers: { authorization: 'Bearer abc' },
    status: 401,
    error: 'invalid_client',
    description: 'Found Authentication header but was not valid client credentials.',
  },
  {
    name: 'credentials twice',
    form: { ...credentials, client_id: 'service', client_secret: 'service-secret-0123456789' },
    headers: basic('service'),
    status: 401,
    error: 'invalid_request',
    description:
      'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.',
  },
  {
    name: 'no grant type',
    form: {},
    headers: basic('service'),
    status: 400,
    error: 'invalid_request',
    description:
      "The token request must specify a 'grant_type'. Valid values: [authorization_code, refresh_token, client_credentials, urn:ietf:params:oauth:grant-type:device_code]",
  },
  {
    name: 'a grant type nobody serves',
    form: { grant_type: 'password' },
    headers: basic('service'),
    status: 400,
    error: 'unsupported_grant_type',
    description:
      'The authorization grant type is not supported by the authorization server. Configured grant types: [authorization_code, refresh_token, client_credentials, urn:ietf:params:oauth:grant-type:device_code].',
  },
  {
    name: 'a grant type the client lacks',
    form: credentials,
    headers: basic('web'),
    status: 400,
    error: 'unauthorized_client',
    description:
      'The client is not authorized to use the provided grant type. Configured grant types: [authorization_code, refresh_token].',
  },
  {
    name: 'the device grant of a client without it',
    form: { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'x' },
    headers: basic('web'),
    status: 400,
    error: 'unauthorized_client',
    description:
      'The client is not authorized to use the provided grant type. Configured grant types: [authorization_code, refresh_token].',
  },
  {
    name: 'the device grant of a client with it',
    form: {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: 'x',
      client_id: 'plain',
    },
    status: 400,
    error: 'invalid_grant',
    description: 'The device code is invalid or has expired.',
  },
  {
    name: 'an unknown scope',
    form: { ...credentials, scope: 'mcp:access mcp:everything' },
    headers: basic('service'),
    status: 400,
    error: 'invalid_scope',
    description: 'One or more scopes are not configured for the authorization server resource.',
  },
  {
    name: 'a scope no rule gives',
    form: { ...credentials, scope: 'mcp:admin' },
    headers: basic('service'),
    status: 401,
    error: 'access_denied',
    description: 'Policy evaluation failed for this request, please check the policy configurations.',
  },
  {
    name: 'one scope a rule gives and one it does not: the rule is skipped, not narrowed',
    form: { ...credentials, scope: 'mcp:access mcp:admin' },
    headers: basic('service'),
    status: 401,
    error: 'access_denied',
    description: 'Policy evaluation failed for this request, please check the policy configurations.',
  },
  {
    name: 'an OpenID scope without a person',
    form: { ...credentials, scope: 'openid mcp:access' },
    headers: basic('service'),
    status: 400,
    error: 'invalid_scope',
    description: "Cannot request 'openid' scopes using client credentials.",
  },
  {
    name: 'a scope with characters no scope has',
    form: { ...credentials, scope: 'mcp:access "' },
    headers: basic('service'),
    status: 400,
    error: 'invalid_scope',
    description:
      'The requested scope is invalid, unknown, malformed, or exceeds the scope granted by the resource owner.',
  },
  {
    name: 'no scope where none is a default',
    form: credentials,
    headers: basic('service'),
    server: 'bare',
    status: 400,
    error: 'invalid_scope',
    description:
      "The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
  },
  {
    name: 'a server without a policy',
    form: { ...credentials, scope: 'bare:all' },
    headers: basic('service'),
    server: 'bare',
    status: 401,
    error: 'access_denied',
    description: 'Policy evaluation failed for this request, please check the policy configurations.',
  },
  {
    name: 'a parameter twice',
    form: new URLSearchParams('grant_type=client_credentials&scope=mcp:access&scope=mcp:admin'),
    headers: basic('service'),
    status: 400,
    error: 'invalid_request',
    description: 'The request contained multiple parameters with the same name.',
  },
  {
    name: 'a code that never was',
    form: { ...nativeCode, code: 'made-up', code_verifier: 'x'.repeat(43) },
    status: 400,
    error: 'invalid_grant',
    description: 'The authorization code is invalid or has expired.',
  },
  {
    name: 'a refresh token that never was',
    form: { ...nativeRefresh, refresh_token: 'made-up' },
    status: 400,
    error: 'invalid_grant',
    description: 'The refresh token is invalid or expired.',
  },
]

describe('the token endpoint refuses in the words of Okta', () => {
  test.each(cases)('$name', async ({ form, headers, server = 'mcp', status, error, description }) => {
    const answer = await postForm(world.servers.issuerOf(server), form, headers)
    expect(answer.body).toEqual({ error, error_description: description })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('an Accept header for pages gets JSON all the same', async () => {
    const answer = await postForm(world.issuer, credentials, { accept: 'text/html' })
    expect(answer.body['error']).toBe('invalid_client')
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  })

  test('credentials in the query are not credentials', async () => {
    const issuer = `${world.issuer}/v1/token?client_id=service&client_secret=service-secret-0123456789`
    expect((await postForm(issuer, credentials, {}, '')).body['error']).toBe('invalid_client')
  })

  test('a body that is no form, or too large, is refused and the server lives', async () => {
    const json = await fetch(`${world.issuer}/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...basic('service') },
      body: '{"grant_type":"client_credentials"}',
    })
    expect(json.status).toBe(400)
    const large = await postForm(
      world.issuer,
      { ...credentials, scope: 'x'.repeat(100_000) },
      basic('service'),
    )
    expect(large.status).toBe(400)
    expect((await postForm(world.issuer, credentials, basic('service'))).status).toBe(200)
  })
})

describe('a code', () => {
  const refusal = async (change: (signedIn: SignedIn) => Promise<unknown>): Promise<SignedIn> => {
    const signedIn = await signIn(world.issuer)
    await change(signedIn)
    return signedIn
  }
  const expectStillGood = async (signedIn: SignedIn): Promise<void> => {
    expect((await redeem(world.issuer, signedIn)).status).toBe(200)
  }

  test('with the wrong verifier fails, and is not used up by that', async () => {
    const signedIn = await refusal(async (fresh) => {
      for (const verifier of ['y'.repeat(43), 'short', 'ill~egal*'.repeat(6)]) {
        expect((await redeem(world.issuer, fresh, { code_verifier: verifier })).body).toEqual({
          error: 'invalid_grant',
          error_description: 'PKCE verification failed.',
        })
      }
    })
    await expectStillGood(signedIn)
  })

  test('without its verifier is refused', async () => {
    const signedIn = await refusal(async (fresh) => {
      expect((await redeem(world.issuer, fresh, { code_verifier: '' })).body).toEqual({
        error: 'invalid_request',
        error_description: 'PKCE code verifier is required by the application.',
      })
    })
    await expectStillGood(signedIn)
  })

  test('for another redirect URI is refused, and is not used up by that', async () => {
    const signedIn = await refusal(async (fresh) => {
      const redirectUri = 'http://127.0.0.1:51235/callback'
      expect((await redeem(world.issuer, fresh, { redirect_uri: redirectUri })).body).toEqual({
        error: 'invalid_grant',
        error_description:
          "The 'redirect_uri' does not match the redirection URI used in the authorization request.",
      })
    })
    await expectStillGood(signedIn)
  })

  test('of another client is refused, and is not used up by that', async () => {
    const signedIn = await refusal(async (fresh) => {
      expect((await redeem(world.issuer, fresh, { client_id: 'plain' })).body).toEqual({
        error: 'invalid_grant',
        error_description:
          "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.",
      })
    })
    await expectStillGood(signedIn)
  })

  test('asked for without a challenge cannot be redeemed with a verifier', async () => {
    const { code } = await signIn(world.issuer, {
      client_id: 'web',
      redirect_uri: webCallback,
      code_challenge: undefined,
      code_challenge_method: undefined,
    })
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: webCallback,
      code_verifier: 'z'.repeat(43),
    }
    expect((await postForm(world.issuer, form, basic('web'))).body).toEqual({
      error: 'invalid_request',
      error_description:
        'PKCE code challenge should be specified in the authorize request for code verification.',
    })
  })

  test('works once; a replay ends what it gave', async () => {
    const signedIn = await signIn(world.issuer, { scope: 'mcp:access offline_access' })
    const first = await redeem(world.issuer, signedIn)
    const replay = await redeem(world.issuer, signedIn)
    expect(replay.body).toEqual({
      error: 'invalid_grant',
      error_description: 'The authorization code is invalid or has expired.',
    })
    const refresh = {
      grant_type: 'refresh_token',
      client_id: 'native',
      refresh_token: String(first.body['refresh_token']),
    }
    expect((await postForm(world.issuer, refresh)).body['error']).toBe('invalid_grant')
  })

  test('redeemed many times at once works once', async () => {
    const signedIn = await signIn(world.issuer)
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(world.issuer, signedIn)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})

test('a store that fails is an error without details, and is logged', async () => {
  const storage = createMemoryStorage()
  const broken = await startAuthorizationServerWorld({
    storage: {
      ...storage,
      get: (key) =>
        key.includes('RefreshToken') ? Promise.reject(new Error('disk on fire')) : storage.get(key),
    },
  })
  const answer = await postForm(broken.issuer, { ...nativeRefresh, refresh_token: 'x' })
  expect(answer.status).toBe(500)
  expect(answer.body).toEqual({
    error: 'server_error',
    error_description: 'The authorization server could not answer this request.',
  })
  expect(broken.logged.find((record) => record.level === 'error')?.fields['error']).toMatchObject({
    message: 'disk on fire',
  })
  await broken.close()
})

test('a sign-in whose way back is unknown ends on a page, in words for a person', async () => {
  const response = await fetch(`${world.issuer}/v1/authorize/unknown-sign-in`, { redirect: 'manual' })
  expect(response.status).toBe(400)
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(await response.text()).toContain('This sign-in has expired')
})
