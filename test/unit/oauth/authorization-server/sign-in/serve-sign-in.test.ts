import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createBrowser, type Browser, type Landing } from '../../../../support/browser.ts'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  redeem,
  startAuthorizationServerWorld,
  webCallback,
  type AuthorizationServerWorld,
} from '../../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
let browser: Browser
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
})
beforeEach(() => {
  browser = createBrowser()
})
afterAll(() => world.close())

const openPage = (changes: Record<string, string | undefined> = {}): Promise<Landing> =>
  browser.follow(authorizeUrl(world.issuer, createPkce().challenge, changes))

describe('the page', () => {
  test('says who asks, for what, and where it returns to', async () => {
    const { html, response } = await openPage({
      client_id: 'web',
      redirect_uri: webCallback,
      scope: 'mcp:access email',
    })
    expect(response.status).toBe(200)
    expect(html).toContain('Web &lt;Client&gt;')
    expect(html).toContain('<li>Use the tools</li>')
    expect(html).toContain('<li>See your e-mail address</li>')
    expect(html).toContain('<dd>localhost:3000</dd>')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-frame-options')).toBe('DENY')
  })

  test('shows the scheme where an application of the machine takes the answer', async () => {
    const { html } = await openPage({ redirect_uri: 'cursor://anysphere.cursor-mcp/oauth/callback' })
    expect(html).toContain('<dd>cursor://anysphere.cursor-mcp</dd>')
  })

  test('fills in who the client thinks is there', async () => {
    const { html } = await openPage({ login_hint: 'alex@"example.com' })
    expect(html).toContain('value="alex@&quot;example.com"')
  })
})

describe('the password', () => {
  test('a wrong one shows the page again with one sentence, and the right one goes on', async () => {
    const page = await openPage()
    const again = await browser.signIn(page, 'alex@example.com', 'wrong')
    expect(again.response.status).toBe(401)
    expect(again.html).toContain('The user name or the password is wrong.')
    expect(again.html).toContain('value="alex@example.com"')
    expect(again.html).not.toContain('wrong"')
    const done = await browser.signIn(again, 'ALEX@example.com ', 'correct horse')
    expect(done.away?.searchParams.get('code')).toBeTruthy()
  })

  test('an unknown user is told the same', async () => {
    const known = await browser.signIn(await openPage(), 'alex@example.com', 'wrong')
    const unknown = await browser.signIn(await openPage(), 'alex@example.con', 'wrong')
    const normalize = (html: string): string => html.replaceAll(/value="[^"]*"/g, '')
    expect(unknown.response.status).toBe(known.response.status)
    expect(normalize(unknown.html)).toBe(normalize(known.html))
  })

  // Every guess costs a scrypt hash, slow by intent, and much slower on a busy machine.
  test(
    'guessing is stopped, also for the right password, and for this login only',
    { timeout: 60_000 },
    async () => {
      const page = await openPage()
      let last = page
      for (let attempt = 0; attempt < 11; attempt++)
        last = await browser.signIn(page, 'sam@example.com', `guess ${attempt}`)
      expect(last.response.status).toBe(429)
      expect(last.response.headers.get('retry-after')).toBe('300')
      expect(last.html).toContain('Too many attempts')
      const right = await browser.signIn(page, 'sam@example.com', 'battery staple')
      expect(right.response.status).toBe(429)
      const other = await browser.signIn(page, 'alex@example.com', 'correct horse')
      expect(other.away).toBeDefined()
    },
  )
})

describe('a form from elsewhere', () => {
  const words = { login: 'alex@example.com', password: 'correct horse' }

  test('without the token of this page is refused', async () => {
    const page = await openPage()
    const foreign = await createBrowser().follow(authorizeUrl(world.issuer, createPkce().challenge))
    const foreignToken = /name="csrf_token" value="([^"]+)"/.exec(foreign.html)?.[1] ?? ''
    for (const token of ['', 'guess', foreignToken]) {
      const response = await browser.open(page.url, { ...words, csrf_token: token })
      expect(response.status).toBe(403)
    }
  })

  test('that a browser calls foreign is refused, by Origin or by what it knows of the site', async () => {
    const page = await openPage()
    const token = /name="csrf_token" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
    ]) {
      const response = await browser.open(page.url, { ...words, csrf_token: token }, headers)
      expect(response.status).toBe(403)
    }
  })

  test('in another browser finds no sign-in', async () => {
    const page = await openPage()
    const response = await createBrowser().open(page.url)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('This sign-in has expired')
  })

  test('too large or not a form is refused', async () => {
    const page = await openPage()
    expect((await browser.open(page.url, { ...words, more: 'x'.repeat(10_000) })).status).toBe(403)
  })
})

test('a second person at the same browser gets a session of their own', async () => {
  const fresh = await startAuthorizationServerWorld()
  const open = (changes: Record<string, string> = {}): Promise<Landing> =>
    browser.follow(authorizeUrl(fresh.issuer, createPkce().challenge, changes))
  await browser.signIn(await open(), 'alex@example.com', 'correct horse')
  const asked = await open({ prompt: 'login' })
  const { verifier, challenge } = createPkce()
  expect(asked.html).toContain('name="password"')
  expect(
    (await browser.signIn(asked, 'sam@example.com', 'battery staple')).away?.searchParams.get('code'),
  ).toBeTruthy()
  const silent = await browser.follow(authorizeUrl(fresh.issuer, challenge))
  const code = silent.away?.searchParams.get('code') ?? ''
  const redirect = new URL(nativeCallback)
  const answer = await redeem(fresh.issuer, { redirect, code, verifier, browser, page: silent })
  expect(decodeJwt(String(answer.body['access_token'])).sub).toBe('sam@example.com')
  await fresh.close()
})
