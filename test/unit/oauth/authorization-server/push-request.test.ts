import * as client from 'openid-client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import { createBrowser } from '../../../support/browser.ts'
import {
  basic,
  createPkce,
  nativeCallback,
  postForm,
  startAuthorizationServerWorld,
  webCallback,
  type AuthorizationServerWorld,
  type TokenAnswer,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld({ storage: createMemoryStorage({ now: () => Date.now() }) })
})
afterAll(() => world.close())
afterEach(() => void vi.useRealTimers())

const request = (changes: Record<string, string> = {}): Record<string, string> => ({
  response_type: 'code',
  client_id: 'native',
  redirect_uri: nativeCallback,
  scope: 'mcp:access',
  state: 'af0ifjsldkj',
  code_challenge: createPkce().challenge,
  code_challenge_method: 'S256',
  ...changes,
})
const push = (
  form: Record<string, string> | URLSearchParams = request(),
  headers: Record<string, string> = {},
): Promise<TokenAnswer> => postForm(world.issuer, form, headers, '/v1/par')
const authorize = (answer: TokenAnswer, clientId = 'native', more = ''): string => {
  const query = { client_id: clientId, request_uri: String(answer.body['request_uri']) }
  return `${world.issuer}/v1/authorize?${new URLSearchParams(query).toString()}${more}`
}

test('openid-client pushes a request, signs in with its name, and redeems the code', async () => {
  const secret = 'web-secret-0123456789'
  const config = await client.discovery(
    new URL(world.issuer),
    'web',
    secret,
    client.ClientSecretBasic(secret),
    {
      execute: [client.allowInsecureRequests],
    },
  )
  const verifier = client.randomPKCECodeVerifier()
  const url = await client.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: webCallback,
    scope: 'mcp:access openid',
    state: 'xyz',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])
  const browser = createBrowser()
  const landed = await browser.signIn(await browser.follow(url.href), 'alex@example.com', 'correct horse')
  const tokens = await client.authorizationCodeGrant(config, landed.away ?? new URL('about:blank'), {
    pkceCodeVerifier: verifier,
    expectedState: 'xyz',
  })
  expect(tokens.claims()?.aud).toBe('web')
})

test('the name of a request is given with 201, lives a minute, and works once', async () => {
  const answer = await push()
  expect(answer).toMatchObject({ status: 201, body: { expires_in: 60 } })
  expect(answer.body['request_uri']).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]{20,}$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const browser = createBrowser()
  // What stands beside the name counts for nothing.
  const page = await browser.follow(
    authorize(answer, 'native', '&redirect_uri=https%3A%2F%2Fevil.example&scope=mcp:admin'),
  )
  const landed = await browser.signIn(page, 'alex@example.com', 'correct horse')
  expect(landed.away?.href.startsWith(`${nativeCallback}?code=`)).toBe(true)
  expect(landed.away?.searchParams.get('state')).toBe('af0ifjsldkj')
  const again = await browser.follow(authorize(answer))
  expect([again.response.status, again.away]).toEqual([400, undefined])
  expect(again.html).toContain('The authorize request_uri is invalid.')

  const late = await push()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
  expect((await createBrowser().follow(authorize(late))).html).toContain(
    'The authorize request_uri is invalid.',
  )
})

test('the name is nothing to another client or another server, and nobody makes one up', async () => {
  const answer = await push()
  const other = await createBrowser().follow(authorize(answer, 'plain'))
  expect([other.response.status, other.away]).toEqual([400, undefined])
  const bare = await createBrowser().follow(authorize(answer).replace('/oauth2/mcp/', '/oauth2/bare/'))
  expect([bare.response.status, bare.away]).toEqual([400, undefined])
  const madeUp = await createBrowser().follow(
    authorize({ ...answer, body: { request_uri: 'urn:ietf:params:oauth:request_uri:made-up' } }),
  )
  expect(madeUp.html).toContain('The authorize request_uri is invalid.')
})

describe('a request is judged when it is pushed, in the words of Okta', () => {
  const without = (name: string): Record<string, string> => {
    const { [name]: _left, ...rest } = request()
    return rest
  }
  test.each([
    [
      'no state',
      without('state'),
      400,
      'invalid_request',
      "The authentication request has an invalid 'state' parameter.",
    ],
    [
      'no challenge',
      without('code_challenge'),
      400,
      'invalid_request',
      'PKCE code challenge is required by the application.',
    ],
    [
      'a redirect URI of nobody',
      request({ redirect_uri: 'https://evil.example/' }),
      400,
      'invalid_request',
      "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.",
    ],
    [
      'a scope nobody knows',
      request({ scope: 'mcp:nothing' }),
      400,
      'invalid_scope',
      'One or more scopes are not configured for the authorization server resource.',
    ],
    [
      'a scope no rule gives',
      request({ scope: 'mcp:admin' }),
      401,
      'access_denied',
      'Policy evaluation failed for this request, please check the policy configurations.',
    ],
    [
      'a name of another request',
      request({ request_uri: 'urn:ietf:params:oauth:request_uri:x' }),
      400,
      'invalid_request',
      "The 'request_uri' parameter must not be present in the request.",
    ],
    [
      'a resource of somebody else',
      request({ resource: 'https://other.example/' }),
      400,
      'invalid_target',
      "The authorization server has rejected the 'resource' parameter: https://other.example/",
    ],
  ])('%s', async (_name, form, status, error, words) => {
    const answer = await push(form)
    expect([answer.status, answer.body]).toEqual([status, { error, error_description: words }])
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  })

  test('but first the client proves itself', async () => {
    const stranger = await push(request({ client_id: 'nobody', scope: 'mcp:nothing' }))
    expect(stranger).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    const web = request({ client_id: 'web', redirect_uri: 'https://evil.example/' })
    const wrong = await push(web, basic('web', 'wrong-secret'))
    expect(wrong.body['error_description']).toBe(
      'The client secret supplied for a confidential client is invalid.',
    )
    expect((await push(web, basic('web'))).body['error_description']).toContain('Login redirect URI')
  })

  test('a client that is named by its credentials alone is known by them', async () => {
    const { client_id: _left, ...rest } = request({ redirect_uri: webCallback })
    expect((await push(rest, basic('web'))).status).toBe(201)
  })

  test('a body that is no form is refused', async () => {
    const response = await fetch(`${world.issuer}/v1/par`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request()),
    })
    expect(response.status).toBe(400)
    expect((await push(request({ nonce: 'x'.repeat(60_000) }))).status).toBe(400)
  })
})
