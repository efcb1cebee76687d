import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Identity } from '../../src/identity/identity.ts'
import { openFileStorage } from '../../src/storage/file.ts'
import { createMemoryStorage } from '../../src/storage/memory.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { createBrowser } from '../support/browser.ts'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  postForm,
  redeem,
  sampleIdentity,
  signIn,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
  type TokenAnswer,
} from '../support/authorization-server-world.ts'

const offline = { scope: 'mcp:access offline_access' }
const worlds: AuthorizationServerWorld[] = []
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(worlds.splice(0).map((world) => world.close()))
})

/** Moves the clock of this process, which stands still from then on; timers stay real, so that sockets work. */
const advance = (seconds: number): void =>
  void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })
/** A store by a clock that stands still until a test moves it, so that a slow machine is not late. */
function clocked(): Storage {
  advance(0)
  return createMemoryStorage({ now: () => Date.now() })
}
async function start(
  storage: Storage,
  rule: Record<string, unknown> = {},
  place: { readonly configured?: string; readonly port?: number } = {},
): Promise<AuthorizationServerWorld> {
  const identity = (origin: string): Identity => sampleIdentity(origin, rule)
  const world = await startAuthorizationServerWorld({ storage, identity, ...place })
  worlds.push(world)
  return world
}
/** Another process over the same store that serves the same issuer from an address of its own. */
async function startBeside(first: AuthorizationServerWorld): Promise<string> {
  const second = await start(first.storage, {}, { configured: first.origin })
  return `http://127.0.0.1:${second.port}/oauth2/mcp`
}

const refresh = (issuer: string, token: unknown): Promise<TokenAnswer> =>
  postForm(issuer, { grant_type: 'refresh_token', client_id: 'native', refresh_token: String(token) })
const refreshTokenOf = async ({ issuer }: AuthorizationServerWorld): Promise<unknown> =>
  (await redeem(issuer, await signIn(issuer, offline))).body['refresh_token']
const gone = { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' }

describe('a client on the loopback interface', () => {
  test('signs in on any port and under any name, though none was registered', async () => {
    const { issuer } = await start(createMemoryStorage())
    for (const host of ['127.0.0.1:1025', 'localhost:65535', '[::1]:40000', 'localhost']) {
      const callback = `http://${host}/callback`
      const signedIn = await signIn(issuer, { redirect_uri: callback })
      expect(signedIn.redirect.href.startsWith(`${callback}?code=`)).toBe(true)
      expect((await redeem(issuer, signedIn, { redirect_uri: callback })).status).toBe(200)
    }
    for (const callback of ['http://127.0.0.1:1025/other', 'http://127.0.0.2:1025/callback']) {
      const url = authorizeUrl(issuer, createPkce().challenge, { redirect_uri: callback })
      const page = await createBrowser().follow(url)
      expect([page.response.status, page.away]).toEqual([400, undefined])
    }
  })
})

describe('a client that leaves by two addresses', () => {
  test('refreshes at two processes with one token at the same moment, and both go on', async () => {
    const first = await start(clocked())
    const beside = await startBeside(first)
    const token = await refreshTokenOf(first)
    const answers = await Promise.all([refresh(first.issuer, token), refresh(beside, token)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    for (const { body } of answers) {
      expect(decodeJwt(String(body['access_token'])).iss).toBe(first.issuer)
      expect((await refresh(beside, body['refresh_token'])).status).toBe(200)
    }
  })

  test('may come second within 30 seconds; later the whole family ends, at every process', async () => {
    const first = await start(clocked())
    const beside = await startBeside(first)
    const token = await refreshTokenOf(first)
    const second = await refresh(first.issuer, token)
    advance(29)
    expect((await refresh(beside, token)).status).toBe(200)
    advance(2)
    expect((await refresh(beside, token)).body).toEqual(gone)
    expect((await refresh(first.issuer, second.body['refresh_token'])).body).toEqual(gone)
    const id = String(decodeJwt(String(second.body['access_token'])).jti)
    expect(await first.servers.isRevoked(first.issuer, id)).toBe(true)
  })
})

describe('a refresh token', () => {
  const rule = { refreshTokenLifetimeMinutes: 60, refreshTokenWindowMinutes: 10 }

  test('lives as long as it is used within the idle window, and ends at the absolute end', async () => {
    const { issuer, ...world } = await start(clocked(), rule)
    let token = await refreshTokenOf({ issuer, ...world })
    for (let minutes = 9; minutes < 60; minutes += 9) {
      advance(9 * 60)
      const answer = await refresh(issuer, token)
      expect(answer.status).toBe(200)
      token = answer.body['refresh_token']
    }
    advance(7 * 60)
    expect((await refresh(issuer, token)).body).toEqual(gone)
  })

  test('that nobody uses ends with the idle window', async () => {
    const world = await start(clocked(), rule)
    const token = await refreshTokenOf(world)
    advance(10 * 60 + 1)
    expect((await refresh(world.issuer, token)).body).toEqual(gone)
  })
})

test('a restart between any two steps loses nothing', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-restart-'))
  let storage = await openFileStorage(folder)
  let world = await start(storage)
  const { port } = world
  const restart = async (): Promise<void> => {
    await worlds.pop()?.close()
    await storage.close()
    storage = await openFileStorage(folder)
    world = await start(storage, {}, { port })
  }
  const browser = createBrowser()
  const { verifier, challenge } = createPkce()
  const page = await browser.follow(authorizeUrl(world.issuer, challenge, offline))
  await restart()
  const landed = await browser.signIn(page, 'alex@example.com', 'correct horse')
  await restart()
  const tokens = await postForm(world.issuer, {
    ...{ grant_type: 'authorization_code', client_id: 'native', redirect_uri: nativeCallback },
    ...{ code: landed.away?.searchParams.get('code') ?? '', code_verifier: verifier },
  })
  expect(tokens.status).toBe(200)
  await restart()
  const second = await refresh(world.issuer, tokens.body['refresh_token'])
  expect(second.status).toBe(200)
  await restart()
  // Who was signed in still is, and what was revoked still is.
  const again = await browser.follow(authorizeUrl(world.issuer, createPkce().challenge))
  expect(again.away?.searchParams.get('code')).toMatch(/./)
  const token = String(second.body['refresh_token'])
  await postForm(world.issuer, { client_id: 'native', token }, {}, '/v1/revoke')
  await restart()
  expect((await refresh(world.issuer, token)).body).toEqual(gone)
  const id = String(decodeJwt(String(second.body['access_token'])).jti)
  expect(await world.servers.isRevoked(world.issuer, id)).toBe(true)
  await storage.close()
  await rm(folder, { recursive: true })
})
