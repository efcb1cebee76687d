import { beforeEach, expect, test } from 'vitest'
import {
  authorizeUrl,
  createPkce,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../../support/authorization-server-world.ts'
import { createBrowser, type Browser, type Landing } from '../../../../support/browser.ts'
import { consentIdentity } from '../../../../support/consent-identity.ts'

let world: AuthorizationServerWorld
let browser: Browser
let page: Landing
beforeEach(async () => {
  world = await startAuthorizationServerWorld({ identity: consentIdentity })
  browser = createBrowser()
  const url = authorizeUrl(world.issuer, createPkce().challenge, { scope: 'required openid' })
  page = await browser.signIn(await browser.follow(url), 'alex@example.com', 'correct horse')
  return () => world.close()
})

test('phrases, descriptions, the person and the place of return are shown', () => {
  for (const text of [
    'Allow Native Client?',
    'Do REQUIRED things',
    'What REQUIRED means.',
    'alex@example.com',
  ])
    expect(page.html).toContain(text)
  expect(page.html).toContain('127.0.0.1:51234')
})

test.each([{ answer: 'deny' }, {}])('%j is a no, in the words of Okta', async (form) => {
  const landed = await browser.submit(page, form)
  expect(Object.fromEntries(landed.away?.searchParams ?? [])).toMatchObject({
    error: 'access_denied',
    error_description: 'The resource owner or authorization server denied the request.',
    state: 'af0ifjsldkj',
    iss: world.issuer,
  })
})

test('a form from elsewhere, without the token, or in another browser is refused', async () => {
  const token = /name="csrf_token" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const form = { answer: 'allow', csrf_token: token }
  expect((await browser.open(page.url, form, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await browser.open(page.url, { answer: 'allow' })).status).toBe(403)
  expect((await createBrowser().open(page.url, form)).status).toBe(400)
  expect((await browser.open(page.url.replace('/consent/', '/sign-in/'))).status).toBe(400)
  expect((await browser.open(page.url, form)).status).toBe(303)
})
