import { decodeJwt } from 'jose'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Identity } from '../../../../src/identity/identity.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import {
  basic,
  postForm,
  redeem,
  sampleIdentity,
  signIn,
  startAuthorizationServerWorld,
  webCallback,
  type AuthorizationServerWorld,
  type TokenAnswer,
} from '../../../support/authorization-server-world.ts'

const worlds: AuthorizationServerWorld[] = []
const start = async (
  rule: Record<string, unknown> = {},
  storage = createMemoryStorage({ now: () => Date.now() }),
) => {
  const world = await startAuthorizationServerWorld({
    storage,
    identity: (origin) => sampleIdentity(origin, rule),
  })
  worlds.push(world)
  return world
}
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(worlds.splice(0).map((world) => world.close()))
})

/** Moves the clock of this process; timers stay real, so that sockets work. */
const advance = (seconds: number): void => {
  const now = Date.now() + seconds * 1000
  vi.useFakeTimers({ toFake: ['Date'], now })
}

const offline = { scope: 'mcp:access offline_access' }
const textOf = (answer: TokenAnswer, name: string): string => String(answer.body[name])
const refreshNative = (
  world: AuthorizationServerWorld,
  token: string,
  changes: Record<string, string> = {},
) =>
  postForm(world.issuer, {
    grant_type: 'refresh_token',
    client_id: 'native',
    refresh_token: token,
    ...changes,
  })
const invalidRefresh = {
  error: 'invalid_grant',
  error_description: 'The refresh token is invalid or expired.',
}

describe('lifetimes follow the rule', () => {
  test('an access token may live a part of a minute', async () => {
    const world = await start({ accessTokenLifetimeMinutes: 0.05 })
    const service = await postForm(world.issuer, { grant_type: 'client_credentials' }, basic('service'))
    const person = await redeem(world.issuer, await signIn(world.issuer))
    for (const answer of [service, person]) {
      expect(answer.body['expires_in']).toBe(3)
      const { iat, exp } = decodeJwt(textOf(answer, 'access_token'))
      expect(Number(exp) - Number(iat)).toBe(3)
    }
  })

  test('the idle window is renewed by use, for rotated and for kept tokens', async () => {
    const world = await start({ refreshTokenLifetimeMinutes: 60, refreshTokenWindowMinutes: 10 })
    const native = await redeem(world.issuer, await signIn(world.issuer, offline))
    const web = await webSignIn(world)
    const kept = textOf(web, 'refresh_token')
    let rotated = textOf(native, 'refresh_token')
    for (let round = 0; round < 5; round++) {
      advance(9 * 60)
      rotated = textOf(await refreshNative(world, rotated), 'refresh_token')
      const answer = await refreshWeb(world, kept)
      expect(answer.status).toBe(200)
      expect(answer.body['refresh_token']).toBe(kept)
    }
    expect(rotated).not.toBe('undefined')
  })

  test('an unused token ends with the idle window', async () => {
    const world = await start({ refreshTokenLifetimeMinutes: 60, refreshTokenWindowMinutes: 10 })
    const native = await redeem(world.issuer, await signIn(world.issuer, offline))
    const kept = textOf(await webSignIn(world), 'refresh_token')
    advance(10 * 60 + 1)
    expect((await refreshNative(world, textOf(native, 'refresh_token'))).body).toEqual(invalidRefresh)
    expect((await refreshWeb(world, kept)).body).toEqual(invalidRefresh)
  })

  test('the absolute end is inherited however often the token is used', async () => {
    const world = await start({ refreshTokenLifetimeMinutes: 60, refreshTokenWindowMinutes: 50 })
    const native = await redeem(world.issuer, await signIn(world.issuer, offline))
    const kept = textOf(await webSignIn(world), 'refresh_token')
    advance(40 * 60)
    const rotated = textOf(await refreshNative(world, textOf(native, 'refresh_token')), 'refresh_token')
    expect((await refreshWeb(world, kept)).status).toBe(200)
    advance(21 * 60)
    expect((await refreshNative(world, rotated)).body).toEqual(invalidRefresh)
    expect((await refreshWeb(world, kept)).body).toEqual(invalidRefresh)
  })

  test('0 means no absolute end', async () => {
    const world = await start({ refreshTokenLifetimeMinutes: 0, refreshTokenWindowMinutes: 60 })
    const kept = textOf(await webSignIn(world), 'refresh_token')
    for (let round = 0; round < 30; round++) {
      advance(59 * 60)
      expect((await refreshWeb(world, kept)).status).toBe(200)
    }
  })
})

describe('rotation', () => {
  test('the answer that got lost may be asked for again within 30 seconds', async () => {
    const world = await start()
    const first = textOf(await redeem(world.issuer, await signIn(world.issuer, offline)), 'refresh_token')
    const lost = await refreshNative(world, first)
    advance(29)
    const again = await refreshNative(world, first)
    expect(lost.status).toBe(200)
    expect(again.status).toBe(200)
    expect(again.body['refresh_token']).not.toBe(first)
    expect((await refreshNative(world, textOf(again, 'refresh_token'))).status).toBe(200)
  })

  test('a token used again later gives the whole family away: all of it ends', async () => {
    const world = await start()
    const first = textOf(await redeem(world.issuer, await signIn(world.issuer, offline)), 'refresh_token')
    const second = textOf(await refreshNative(world, first), 'refresh_token')
    advance(31)
    expect((await refreshNative(world, first)).body).toEqual(invalidRefresh)
    expect((await refreshNative(world, second)).body).toEqual(invalidRefresh)
  })

  test('the token of one client is nothing to another, and stays good for the first', async () => {
    const world = await start()
    const token = textOf(await redeem(world.issuer, await signIn(world.issuer, offline)), 'refresh_token')
    const form = { grant_type: 'refresh_token', refresh_token: token }
    expect((await postForm(world.issuer, form, basic('web'))).body).toEqual(invalidRefresh)
    expect((await refreshNative(world, token)).status).toBe(200)
  })

  test('scopes may be narrowed, never widened', async () => {
    const world = await start({ scopes: '*' })
    const token = textOf(
      await redeem(world.issuer, await signIn(world.issuer, { scope: 'mcp:access openid offline_access' })),
      'refresh_token',
    )
    const wide = await refreshNative(world, token, { scope: 'mcp:access mcp:admin' })
    expect(wide).toMatchObject({ status: 400, body: { error: 'access_denied' } })
    expect(wide.body['error_description']).toContain('Denied scopes: mcp:admin.')
    const narrow = await refreshNative(world, token, { scope: 'mcp:access' })
    expect(decodeJwt(textOf(narrow, 'access_token'))['scp']).toEqual(['mcp:access'])
  })
})

describe('policies', () => {
  test('a rule that was taken away ends refreshes too', async () => {
    const storage = createMemoryStorage()
    const before = await start({}, storage)
    const token = textOf(await redeem(before.issuer, await signIn(before.issuer, offline)), 'refresh_token')
    const after = await start({ grantTypes: ['client_credentials'] }, storage)
    expect((await refreshNative(after, token)).body).toMatchObject({ error: 'access_denied' })
    // Nothing was used up by the refusal.
    expect((await refreshNative(before, token)).status).toBe(200)
  })

  test('a person who was removed from the identity file gets nothing more', async () => {
    const storage = createMemoryStorage()
    const before = await start({}, storage)
    const token = textOf(await redeem(before.issuer, await signIn(before.issuer, offline)), 'refresh_token')
    const without = (origin: string): Identity => ({ ...sampleIdentity(origin), users: [] })
    const after = await startAuthorizationServerWorld({ storage, identity: without })
    worlds.push(after)
    expect((await refreshNative(after, token)).body).toEqual(invalidRefresh)
  })
})

describe('the resource parameter', () => {
  test('every name of the audience is accepted at both endpoints, and the audience stays the same', async () => {
    const world = await start()
    const local = `http://localhost:${world.port}/mcp`
    for (const [asked, redeemed] of [
      [`${world.origin}/mcp`, `${world.origin}/mcp/`],
      [local, `${world.origin}/mcp`],
      [`http://[::1]:${world.port}/mcp/`, local],
    ]) {
      const signedIn = await signIn(world.issuer, { ...offline, resource: asked })
      const answer = await redeem(world.issuer, signedIn, { resource: redeemed ?? '' })
      const refreshed = await refreshNative(world, textOf(answer, 'refresh_token'), { resource: asked ?? '' })
      expect(decodeJwt(textOf(refreshed, 'access_token')).aud).toBe(`${world.origin}/mcp`)
      expect(decodeJwt(textOf(answer, 'access_token')).aud).toBe(`${world.origin}/mcp`)
    }
    const service = await postForm(
      world.issuer,
      { grant_type: 'client_credentials', resource: local },
      basic('service'),
    )
    expect(decodeJwt(textOf(service, 'access_token')).aud).toBe(`${world.origin}/mcp`)
  })

  test('another resource is refused at the token endpoint', async () => {
    const world = await start()
    const rejected = {
      error: 'invalid_target',
      error_description:
        "The authorization server has rejected the 'resource' parameter: https://other.example/mcp",
    }
    const signedIn = await signIn(world.issuer)
    const service = { grant_type: 'client_credentials', resource: 'https://other.example/mcp' }
    expect((await postForm(world.issuer, service, basic('service'))).body).toEqual(rejected)
    expect(await redeem(world.issuer, signedIn, { resource: 'https://other.example/mcp' })).toMatchObject({
      status: 400,
      body: rejected,
    })
  })
})

async function webSignIn(world: AuthorizationServerWorld): Promise<TokenAnswer> {
  const { code, verifier } = await signIn(world.issuer, {
    ...offline,
    client_id: 'web',
    redirect_uri: webCallback,
  })
  const form = { grant_type: 'authorization_code', code, redirect_uri: webCallback, code_verifier: verifier }
  return postForm(world.issuer, form, basic('web'))
}

function refreshWeb(world: AuthorizationServerWorld, token: string): Promise<TokenAnswer> {
  return postForm(world.issuer, { grant_type: 'refresh_token', refresh_token: token }, basic('web'))
}

describe('people', () => {
  const withPeople = async (rule: object, assignedTo: object) => {
    const world = await startAuthorizationServerWorld({
      identity: (origin) => {
        const sample = sampleIdentity(origin, { ...rule })
        const clients = sample.clients.map((client) =>
          client.id === 'native'
            ? { ...client, assignedTo: { groups: [], users: [], ...assignedTo } }
            : client,
        )
        return { ...sample, clients }
      },
    })
    worlds.push(world)
    return (await signIn(world.issuer)).redirect.searchParams
  }

  test('a person who is not assigned to the client gets nothing', async () => {
    const refused = await withPeople({}, { users: ['sam@example.com'] })
    expect(refused.get('error')).toBe('access_denied')
    expect(refused.get('error_description')).toBe('User is not assigned to the client application.')
    expect((await withPeople({}, { users: ['ALEX@example.com'] })).get('code')).toMatch(/./)
  })

  test('a rule for other people does not fit', async () => {
    const refused = await withPeople({ people: { users: ['sam@example.com'] } }, { groups: ['Everyone'] })
    expect(refused.get('error')).toBe('access_denied')
    expect(refused.get('error_description')).toMatch(/^Policy evaluation failed/)
  })
})
