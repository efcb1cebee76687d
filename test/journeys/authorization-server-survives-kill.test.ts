import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  postForm,
  redeem,
  signIn,
  type TokenAnswer,
} from '../support/authorization-server-world.ts'
import { createBrowser } from '../support/browser.ts'
import { startKilledServer, type KilledServer } from '../support/killed-server.ts'

let server: KilledServer
beforeAll(async () => {
  server = await startKilledServer()
}, 60_000)
afterAll(() => server.remove())

const refresh = (issuer: string, answer: TokenAnswer): Promise<TokenAnswer> =>
  postForm(issuer, {
    grant_type: 'refresh_token',
    client_id: 'native',
    refresh_token: String(answer.body['refresh_token']),
  })

test(
  'kill -9 between the sign-in page, the code, the token and each refresh loses nothing',
  { timeout: 60_000 },
  async () => {
    const { issuer } = server
    const browser = createBrowser()
    const { verifier, challenge } = createPkce()
    const page = await browser.follow(authorizeUrl(issuer, challenge, { scope: 'mcp:access offline_access' }))

    await server.killAndRestart()
    const landed = await browser.signIn(page, 'alex@example.com', 'correct horse')
    const code = landed.away?.searchParams.get('code') ?? ''
    expect(code).not.toBe('')

    await server.killAndRestart()
    const signedIn = { redirect: new URL(nativeCallback), code, verifier, browser, page }
    const first = await redeem(issuer, signedIn)
    expect(first.status).toBe(200)

    await server.killAndRestart()
    const second = await refresh(issuer, first)
    expect(second.status).toBe(200)

    await server.killAndRestart()
    const third = await refresh(issuer, second)
    expect(third.status).toBe(200)

    // A token from before the first refresh still verifies: the keys are the same ones.
    const keys = createRemoteJWKSet(new URL(`${issuer}/v1/keys`))
    await expect(jwtVerify(String(first.body['access_token']), keys, { issuer })).resolves.toBeDefined()

    // The browser is still signed in, and what was used up stays used up.
    const again = await signIn(issuer, {}, browser)
    expect(again.page.away).toBeDefined()
    expect((await redeem(issuer, signedIn)).body['error']).toBe('invalid_grant')
    await server.killAndRestart()
    expect((await refresh(issuer, third)).body['error']).toBe('invalid_grant')
  },
)
