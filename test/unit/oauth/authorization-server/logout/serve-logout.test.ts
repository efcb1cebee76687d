import { allowInsecureRequests, buildEndSessionUrl, discovery } from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBrowser, type Browser } from '../../../../support/browser.ts'
import {
  authorizeUrl,
  createPkce,
  redeem,
  sampleIdentity,
  signIn,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../../support/authorization-server-world.ts'

const back = 'https://app.example/signed-out'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld({
    identity: (origin) => {
      const sample = sampleIdentity(origin)
      return {
        ...sample,
        clients: sample.clients.map((client) => ({ ...client, postLogoutRedirectUris: [back] })),
      }
    },
  })
})
afterAll(() => world.close())

async function signInAt(browser: Browser): Promise<{ idToken: string; accessToken: string }> {
  const signedIn = await signIn(world.issuer, { scope: 'openid mcp:access' }, browser)
  const { body } = await redeem(world.issuer, signedIn)
  return { idToken: String(body['id_token']), accessToken: String(body['access_token']) }
}
/** True when the browser is sent straight back instead of asked for a password. */
const isSignedIn = async (browser: Browser): Promise<boolean> =>
  (await browser.follow(authorizeUrl(world.issuer, createPkce().challenge))).away !== undefined
const endpoint = (parameters: Record<string, string>): string =>
  `${world.issuer}/v1/logout?${new URLSearchParams(parameters).toString()}`

test('openid-client finds the endpoint, signs the person out, and they come back with the state', async () => {
  const browser = createBrowser()
  const { idToken, accessToken } = await signInAt(browser)
  expect(await isSignedIn(browser)).toBe(true)
  const client = await discovery(new URL(world.issuer), 'native', undefined, undefined, {
    execute: [allowInsecureRequests],
  })
  const url = buildEndSessionUrl(client, {
    id_token_hint: idToken,
    post_logout_redirect_uri: back,
    state: 'xyz',
  })
  const landed = await browser.follow(url.href)
  expect(landed.away?.href).toBe(`${back}?state=xyz`)
  expect(await isSignedIn(browser)).toBe(false)
  const userinfo = await fetch(`${world.issuer}/v1/userinfo`, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
  expect(userinfo.status).toBe(200)
})

test('without an address a page says that it is done; a second time changes nothing', async () => {
  const browser = createBrowser()
  const { idToken } = await signInAt(browser)
  for (let round = 0; round < 2; round++) {
    const page = await browser.follow(endpoint({ id_token_hint: idToken }))
    expect(page.response.status).toBe(200)
    expect(page.html).toContain('You are signed out')
    expect(page.response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.response.headers.get('cache-control')).toBe('no-store')
  }
  expect(await isSignedIn(browser)).toBe(false)
})

test('a form works too, also where the browser keeps its cookie from it', async () => {
  for (const withCookie of [true, false]) {
    const browser = createBrowser()
    const form = { id_token_hint: (await signInAt(browser)).idToken, post_logout_redirect_uri: back }
    const sender = withCookie ? browser : createBrowser()
    const first = await sender.open(`${world.issuer}/v1/logout`, form)
    const next = new URL(first.headers.get('location') ?? '', `${world.issuer}/v1/logout`)
    expect(next.origin === world.origin).toBe(!withCookie)
    if (!withCookie) expect((await browser.follow(next.href)).away?.href).toBe(back)
    expect(await isSignedIn(browser)).toBe(false)
  }
})

test('what is wrong ends on a page in the words of Okta, and signs nobody out', async () => {
  const browser = createBrowser()
  const { idToken } = await signInAt(browser)
  const elsewhere = { id_token_hint: idToken, post_logout_redirect_uri: 'https://evil.example/' }
  for (const [parameters, words] of [
    [{}, 'The token is invalid.'],
    [{ id_token_hint: `${idToken}x` }, 'The token is invalid.'],
    [elsewhere, 'parameter must be a Logout redirect URI in the client app settings.'],
  ] as const) {
    const page = await browser.follow(endpoint(parameters))
    expect([page.response.status, page.away]).toEqual([400, undefined])
    expect(page.html).toContain(words)
  }
  expect(await isSignedIn(browser)).toBe(true)
})

test('the ID token of one person does not sign another one out', async () => {
  const [alex, other] = [createBrowser(), createBrowser()]
  const { idToken } = await signInAt(alex)
  const page = await other.follow(authorizeUrl(world.issuer, createPkce().challenge))
  await other.signIn(page, 'sam@example.com', 'battery staple')
  expect(await isSignedIn(other)).toBe(true)
  await other.follow(endpoint({ id_token_hint: idToken }))
  expect(await isSignedIn(other)).toBe(true)
})
