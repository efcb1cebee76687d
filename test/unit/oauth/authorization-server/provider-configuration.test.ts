import { createLocalJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBrowser } from '../../../support/browser.ts'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  redeem,
  signIn,
  startAuthorizationServerWorld,
  webCallback,
  type AuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
})
afterAll(() => world.close())

test('openid-client discovers the server, signs in, refreshes and reads the profile', async () => {
  const config = await client.discovery(new URL(world.issuer), 'web', 'web-secret-0123456789', undefined, {
    execute: [client.allowInsecureRequests],
  })
  const verifier = client.randomPKCECodeVerifier()
  const nonce = client.randomNonce()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: webCallback,
    scope: 'openid profile email mcp:access offline_access',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 'xyz',
    nonce,
  })
  const browser = createBrowser()
  const page = await browser.follow(url.href)
  const { away } = await browser.signIn(page, 'alex@example.com', 'correct horse')
  if (away === undefined) throw new Error('no redirect')
  const tokens = await client.authorizationCodeGrant(config, away, {
    pkceCodeVerifier: verifier,
    expectedState: 'xyz',
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  expect(tokens.scope?.split(' ').sort()).toEqual([
    'email',
    'mcp:access',
    'offline_access',
    'openid',
    'profile',
  ])
  const claims = tokens.claims()
  expect(claims).toMatchObject({
    iss: world.issuer,
    aud: 'web',
    ver: 1,
    nonce,
    amr: ['pwd'],
    name: 'Alex Reader',
    preferred_username: 'alex@example.com',
    email: 'alex@example.com',
    auth_time: expect.any(Number) as number,
    jti: expect.stringMatching(/^ID\./) as string,
    sub: expect.stringMatching(/^00u/) as string,
  })
  expect(Number(claims?.exp) - Number(claims?.iat)).toBe(3600)
  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '')
  expect(renewed.access_token).not.toBe(tokens.access_token)
  const profile = await client.fetchUserInfo(config, renewed.access_token, claims?.sub ?? '')
  expect(profile).toMatchObject({ name: 'Alex Reader', email: 'alex@example.com' })
  await client.tokenRevocation(config, tokens.refresh_token ?? '')
  await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
})

test('openid-client gets client credentials', async () => {
  const config = await client.discovery(
    new URL(world.issuer),
    'service',
    'service-secret-0123456789',
    undefined,
    {
      execute: [client.allowInsecureRequests],
      algorithm: 'oauth2',
    },
  )
  const tokens = await client.clientCredentialsGrant(config, {
    scope: 'mcp:access',
    resource: `${world.origin}/mcp`,
  })
  const keys = await world.servers.keysOf(world.issuer)
  const set = createLocalJWKSet({ keys: [...(keys?.keys ?? [])] })
  await expect(jwtVerify(tokens.access_token, set, { issuer: world.issuer })).resolves.toBeDefined()
})

test('a refresh token needs offline_access and a client that has the grant', async () => {
  const withScope = await redeem(
    world.issuer,
    await signIn(world.issuer, { scope: 'mcp:access offline_access' }),
  )
  expect(withScope.body['refresh_token']).toEqual(expect.any(String))
  expect(withScope.body['scope']).toBe('mcp:access offline_access')
  const withoutGrant = await signIn(world.issuer, { client_id: 'plain', scope: 'mcp:access offline_access' })
  const answer = await redeem(world.issuer, withoutGrant, { client_id: 'plain' })
  expect(answer.status).toBe(200)
  expect(answer.body).not.toHaveProperty('refresh_token')
})

test('who is signed in is not asked again, unless the client wants it', async () => {
  const first = await signIn(world.issuer)
  const { challenge } = createPkce()
  const again = await first.browser.follow(
    authorizeUrl(world.issuer, challenge, { client_id: 'web', redirect_uri: webCallback }),
  )
  expect(again.away?.searchParams.get('code')).toBeTruthy()
  for (const prompt of ['login', 'select_account']) {
    const asked = await first.browser.follow(authorizeUrl(world.issuer, challenge, { prompt }))
    expect(asked.html).toContain('name="password"')
  }
})

test('prompt=consent is no obstacle, prompt=none without a session is login_required', async () => {
  const consented = await signIn(world.issuer, { prompt: 'consent', scope: 'mcp:access offline_access' })
  expect(consented.code).not.toBe('')
  const { challenge } = createPkce()
  const silent = await createBrowser().follow(authorizeUrl(world.issuer, challenge, { prompt: 'none' }))
  expect(silent.away?.searchParams.get('error')).toBe('login_required')
  expect(silent.away?.searchParams.get('state')).toBe('af0ifjsldkj')
})

test('a custom scheme takes the answer too', async () => {
  const signedIn = await signIn(world.issuer, {
    redirect_uri: 'cursor://anysphere.cursor-mcp/oauth/callback',
  })
  expect(signedIn.redirect.href).toMatch(/^cursor:\/\/anysphere\.cursor-mcp\/oauth\/callback\?code=/)
})

test('cookies are signed, for http only, and named for the server and port', async () => {
  const { browser, page } = await signIn(world.issuer)
  expect(page.url).toContain('/v1/sign-in/')
  const response = await browser.open(authorizeUrl(world.issuer, createPkce().challenge))
  const cookies = response.headers.getSetCookie()
  expect(cookies.some((cookie) => cookie.startsWith(`sallyport.session.mcp.${world.port}=`))).toBe(true)
  expect(cookies.some((cookie) => cookie.startsWith(`sallyport.session.mcp.${world.port}.sig=`))).toBe(true)
  for (const cookie of cookies) expect(cookie).toMatch(/httponly/i)
  expect(response.headers.get('location')).toContain(nativeCallback)
})

test('the session gets another id at sign-in', async () => {
  const browser = createBrowser()
  await signIn(world.issuer, {}, browser)
  const ids = new Set<string>()
  for (let round = 0; round < 2; round++) {
    const page = await browser.follow(authorizeUrl(world.issuer, createPkce().challenge, { prompt: 'login' }))
    await browser.signIn(page, 'alex@example.com', 'correct horse')
    const response = await browser.open(authorizeUrl(world.issuer, createPkce().challenge))
    ids.add(/sallyport\.session\.[^=]+=([^;]+)/.exec(response.headers.getSetCookie().join('\n'))?.[1] ?? '')
  }
  expect(ids.size).toBe(2)
})
