import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
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
import { bundleModule } from '../support/bundle-module.ts'

let module = ''
let folder = ''
let port = 0
let child: ChildProcess

const start = async (): Promise<void> => {
  child = fork('test/support/start-authorization-server-child.mjs', [module, folder, String(port)])
  const [first] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown]
  if (first !== 'ready') throw new Error(`The authorization server did not start: ${String(first)}`)
}

/** No farewell: the process is gone at once, and another takes its place on the same port. */
const killAndRestart = async (): Promise<void> => {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  expect(await exit).toEqual([null, 'SIGKILL'])
  await start()
}

beforeAll(async () => {
  module = await bundleModule('test/support/authorization-server-child.ts')
  folder = await mkdtemp(join(tmpdir(), 'sallyport-kill-'))
  port = await findFreePort()
  await start()
}, 60_000)

afterAll(async () => {
  child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
  await rm(dirname(fileURLToPath(module)), { recursive: true, force: true })
})

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port: free } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return free
}

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
    const issuer = `http://127.0.0.1:${port}/oauth2/mcp`
    const browser = createBrowser()
    const { verifier, challenge } = createPkce()
    const page = await browser.follow(authorizeUrl(issuer, challenge, { scope: 'mcp:access offline_access' }))

    await killAndRestart()
    const landed = await browser.signIn(page, 'alex@example.com', 'correct horse')
    const code = landed.away?.searchParams.get('code') ?? ''
    expect(code).not.toBe('')

    await killAndRestart()
    const signedIn = { redirect: new URL(nativeCallback), code, verifier, browser, page }
    const first = await redeem(issuer, signedIn)
    expect(first.status).toBe(200)

    await killAndRestart()
    const second = await refresh(issuer, first)
    expect(second.status).toBe(200)

    await killAndRestart()
    const third = await refresh(issuer, second)
    expect(third.status).toBe(200)

    // A token from before the first refresh still verifies: the keys are the same ones.
    const keys = createRemoteJWKSet(new URL(`${issuer}/v1/keys`))
    await expect(jwtVerify(String(first.body['access_token']), keys, { issuer })).resolves.toBeDefined()

    // The browser is still signed in, and what was used up stays used up.
    const again = await signIn(issuer, {}, browser)
    expect(again.page.away).toBeDefined()
    expect((await redeem(issuer, signedIn)).body['error']).toBe('invalid_grant')
    await killAndRestart()
    expect((await refresh(issuer, third)).body['error']).toBe('invalid_grant')
  },
)
