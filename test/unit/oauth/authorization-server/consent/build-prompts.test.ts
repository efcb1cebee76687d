import { beforeEach, expect, test } from 'vitest'
import {
  authorizeUrl,
  basic,
  createPkce,
  postForm,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../../support/authorization-server-world.ts'
import { createBrowser, type Browser, type Landing } from '../../../../support/browser.ts'
import { consentIdentity } from '../../../../support/consent-identity.ts'

let world: AuthorizationServerWorld
let browser: Browser
beforeEach(async () => {
  world = await startAuthorizationServerWorld({ identity: consentIdentity })
  browser = createBrowser()
  return () => world.close()
})

async function ask(scope: string, changes: Record<string, string> = {}): Promise<Landing> {
  const url = authorizeUrl(world.issuer, createPkce().challenge, { scope, ...changes })
  const page = await browser.follow(url)
  return page.html.includes('name="password"')
    ? browser.signIn(page, 'alex@example.com', 'correct horse')
    : page
}

const isQuestion = (page: Landing): boolean => page.html.includes('name="answer"')
const outcome = (page: Landing): string | null =>
  page.away?.searchParams.get('error') ?? (page.away?.searchParams.has('code') === true ? 'code' : null)

test('an implicit scope asks nobody, not even with prompt=consent', async () => {
  expect(outcome(await ask('mcp:access openid offline_access'))).toBe('code')
  expect(outcome(await ask('mcp:access', { prompt: 'consent' }))).toBe('code')
})

test.each(['required', 'flexible'])('a %s scope is asked about once, and again on request', async (scope) => {
  const page = await ask(`mcp:access ${scope} offline_access`)
  expect(isQuestion(page)).toBe(true)
  expect(outcome(await browser.submit(page, { answer: 'allow' }))).toBe('code')
  expect(outcome(await ask(scope))).toBe('code')
  expect(isQuestion(await ask(scope, { prompt: 'consent' }))).toBe(true)
  expect(isQuestion(await ask('required flexible'))).toBe(true)
})

test('who cannot be asked is refused with consent_required', async () => {
  await ask('mcp:access')
  expect(outcome(await ask('required', { prompt: 'none' }))).toBe('consent_required')
})

test('a program gets a flexible scope, and never a required one', async () => {
  const form = { grant_type: 'client_credentials' }
  expect(await postForm(world.issuer, { ...form, scope: 'flexible' }, basic('service'))).toMatchObject({
    status: 200,
    body: { scope: 'flexible' },
  })
  expect(
    await postForm(world.issuer, { ...form, scope: 'flexible required' }, basic('service')),
  ).toMatchObject({
    status: 400,
    body: {
      error: 'consent_required',
      error_description:
        'The following scopes require user consent and cannot be granted for the client credentials grant type: [required].',
    },
  })
})
