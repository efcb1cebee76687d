import { decodeJwt, generateKeyPair, SignJWT } from 'jose'
import type { AuthorizationServer } from 'oauth4webapi'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import { discover, introspect, revoke } from '../../../support/authorization-server-client.ts'
import {
  basic,
  postForm,
  redeem,
  sampleIdentity,
  signIn,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
let server: AuthorizationServer
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
  server = await discover(world.issuer)
})
afterAll(() => world.close())
afterEach(() => void vi.useRealTimers())

interface Tokens {
  readonly access: string
  readonly refresh: string
  readonly id: string
}

const signInNative = async (issuer = world.issuer): Promise<Tokens> => {
  const { body } = await redeem(issuer, await signIn(issuer, { scope: 'mcp:access openid offline_access' }))
  const { access_token: access, refresh_token: refresh, id_token: id } = body
  return { access: String(access), refresh: String(refresh), id: String(id) }
}
const serviceToken = async (issuer = world.issuer): Promise<string> => {
  const answer = await postForm(issuer, { grant_type: 'client_credentials' }, basic('service'))
  return String(answer.body['access_token'])
}
const refreshNative = (token: string, issuer = world.issuer) =>
  postForm(issuer, { grant_type: 'refresh_token', client_id: 'native', refresh_token: token })
const userinfo = (token: string): Promise<Response> =>
  fetch(`${world.issuer}/v1/userinfo`, { headers: { authorization: `Bearer ${token}` } })
const ask = (form: Record<string, string>, headers: Record<string, string> = {}, path = '/v1/introspect') =>
  postForm(world.issuer, form, headers, path)

describe('introspection', () => {
  test('says of an access token of a person what Okta says', async () => {
    const { access } = await signInNative()
    const claims = decodeJwt(access)
    expect(await introspect(server, 'native', access)).toEqual({
      active: true,
      token_type: 'Bearer',
      scope: 'mcp:access openid offline_access',
      client_id: 'native',
      username: 'alex@example.com',
      exp: claims.exp,
      iat: claims.iat,
      sub: 'alex@example.com',
      aud: `${world.origin}/mcp`,
      iss: world.issuer,
      jti: claims.jti,
      uid: claims['uid'],
    })
  })

  test('says of an access token of a program what Okta says', async () => {
    const token = await serviceToken()
    const { exp, iat, jti } = decodeJwt(token)
    expect(await introspect(server, 'service', token)).toEqual({
      ...{ active: true, token_type: 'Bearer', scope: 'mcp:access', client_id: 'service', sub: 'service' },
      ...{ aud: `${world.origin}/mcp`, iss: world.issuer, exp, iat, jti },
    })
  })

  test('says of a refresh token what Okta says, and of an ID token whose it is', async () => {
    const { refresh, id } = await signInNative()
    expect(await introspect(server, 'native', refresh)).toEqual({
      ...{
        active: true,
        token_type: 'Bearer',
        scope: 'openid offline_access mcp:access',
        client_id: 'native',
      },
      ...{ username: 'alex@example.com', sub: 'alex@example.com', exp: expect.any(Number) as number },
    })
    expect(await introspect(server, 'native', id)).toMatchObject({
      ...{ active: true, client_id: 'native', aud: 'native', username: 'alex@example.com' },
    })
  })

  test('a wrong hint finds the token all the same', async () => {
    const { access, refresh } = await signInNative()
    for (const hint of ['access_token', 'refresh_token', 'id_token', 'nonsense']) {
      expect(await introspect(server, 'native', access, hint)).toMatchObject({ active: true })
      expect(await introspect(server, 'native', refresh, hint)).toMatchObject({ active: true })
    }
  })

  test('of what is unknown, foreign or forged it says that it is not active, and nothing else', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    const forged = await new SignJWT({ ...decodeJwt(await serviceToken()) })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(privateKey)
    const bare = await discover(world.servers.issuerOf('bare'))
    expect(await introspect(bare, 'service', await serviceToken())).toEqual({ active: false })
    for (const token of ['x', 'a.b.c', forged, 'y'.repeat(20_000)])
      expect(await introspect(server, 'service', token)).toEqual({ active: false })
  })

  test('of an expired token it says that it is not active', async () => {
    const { access, refresh, id } = await signInNative()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60_000 })
    expect(await introspect(server, 'native', access)).toEqual({ active: false })
    expect(await introspect(server, 'native', id)).toEqual({ active: false })
    expect(await introspect(server, 'native', refresh)).toMatchObject({ active: true })
  })

  test('a client that proves itself may ask about every token, any other only about its own', async () => {
    const { access, refresh, id } = await signInNative()
    for (const token of [access, refresh, id]) {
      expect(await introspect(server, 'service', token)).toMatchObject({ active: true, client_id: 'native' })
      expect(await introspect(server, 'plain', token)).toEqual({ active: false })
    }
  })

  test('a token ends with its client and with its person, though its signature verifies', async () => {
    const storage = createMemoryStorage()
    const before = await startAuthorizationServerWorld({ storage })
    const { access, refresh } = await signInNative(before.issuer)
    await before.close()
    const without = (list: 'clients' | 'users', gone: string) => (origin: string) => {
      const sample = sampleIdentity(origin)
      return list === 'users'
        ? { ...sample, users: sample.users.filter(({ login }) => login !== gone) }
        : { ...sample, clients: sample.clients.filter(({ id }) => id !== gone) }
    }
    const identities = [sampleIdentity, without('clients', 'native'), without('users', 'alex@example.com')]
    const answers = []
    for (const identity of identities) {
      const after = await startAuthorizationServerWorld({
        storage,
        configured: before.origin,
        identity,
      })
      const local = `http://127.0.0.1:${after.port}/oauth2/mcp`
      for (const token of [access, refresh])
        answers.push((await postForm(local, { token }, basic('service'), '/v1/introspect')).body['active'])
      await after.close()
    }
    expect(answers).toEqual([true, true, false, false, false, false])
  })

  test.each([
    ['no token', {}, basic('service'), 400, 'invalid_request', "The 'token' parameter is required."],
    ['no client', { token: 'x' }, {}, 401, 'invalid_client', 'No client credentials found.'],
    [
      'a wrong secret',
      { token: 'x' },
      basic('service', 'wrong'),
      401,
      'invalid_client',
      'The client secret supplied for a confidential client is invalid.',
    ],
  ])('%s is refused in the words of Okta', async (_name, form, headers, status, error, words) => {
    for (const path of ['/v1/introspect', '/v1/revoke']) {
      const answer = await ask(form, headers, path)
      expect([answer.status, answer.body]).toEqual([status, { error, error_description: words }])
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    }
  })

  test('is asked with POST alone, and its answers are kept by nobody', async () => {
    const answer = await ask({ token: 'x' }, basic('service'))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await fetch(`${world.issuer}/v1/introspect?token=x`)).status).toBe(405)
  })
})

describe('revocation', () => {
  test('of an access token ends that token, and leaves its refresh token', async () => {
    const { access, refresh } = await signInNative()
    expect((await userinfo(access)).status).toBe(200)
    await revoke(server, 'native', access)
    expect(await introspect(server, 'native', access)).toEqual({ active: false })
    expect((await userinfo(access)).status).toBe(401)
    const again = await refreshNative(refresh)
    expect(again.status).toBe(200)
    expect((await userinfo(String(again.body['access_token']))).status).toBe(200)
  })

  test('of a refresh token ends every access token of its sign-in, and no other', async () => {
    const { access, refresh } = await signInNative()
    const other = await signInNative()
    const second = await refreshNative(refresh)
    await revoke(server, 'native', String(second.body['refresh_token']), 'refresh_token')
    for (const token of [access, refresh, String(second.body['access_token'])])
      expect(await introspect(server, 'native', token)).toEqual({ active: false })
    expect((await refreshNative(refresh)).body['error']).toBe('invalid_grant')
    expect((await userinfo(access)).status).toBe(401)
    expect((await userinfo(other.access)).status).toBe(200)
    expect(world.logged).toContainEqual(
      expect.objectContaining({ message: 'All tokens of a sign-in were revoked.' }) as unknown,
    )
  })

  test('of the token of a program ends it', async () => {
    const [token, other] = [await serviceToken(), await serviceToken()]
    await revoke(server, 'service', token, 'access_token')
    expect(await introspect(server, 'service', token)).toEqual({ active: false })
    expect(await introspect(server, 'service', other)).toMatchObject({ active: true })
  })

  test('answers 200 to what is not there or belongs to another client, and touches nothing', async () => {
    const { access, refresh } = await signInNative()
    for (const token of [access, refresh, 'x', 'a.b.c']) {
      await revoke(server, 'service', token)
      await revoke(server, 'plain', token)
    }
    for (const token of [access, refresh])
      expect(await introspect(server, 'native', token)).toMatchObject({ active: true })
  })

  test('is told to whoever remembers tokens, under every spelling, and asked by issuer', async () => {
    const token = await serviceToken()
    const id = String(decodeJwt(token).jti)
    expect(await world.servers.isRevoked(world.issuer, id)).toBe(false)
    await revoke(server, 'service', token)
    const local = world.issuer.replace('127.0.0.1', 'localhost')
    for (const issuer of [world.issuer, local]) expect(await world.servers.isRevoked(issuer, id)).toBe(true)
    for (const issuer of [world.servers.issuerOf('bare'), 'https://other.example'])
      expect(await world.servers.isRevoked(issuer, id)).toBe(false)
  })

  test('is kept by the store: another process over it knows, and one that comes later', async () => {
    const storage = createMemoryStorage()
    const first = await startAuthorizationServerWorld({ storage })
    const token = await serviceToken(first.issuer)
    const grantToken = await signInNative(first.issuer)
    const metadata = await discover(first.issuer)
    await revoke(metadata, 'service', token)
    await revoke(metadata, 'native', grantToken.refresh)
    await first.close()
    const second = await startAuthorizationServerWorld({ storage })
    for (const revoked of [token, grantToken.access])
      expect(await second.servers.isRevoked(second.issuer, String(decodeJwt(revoked).jti))).toBe(true)
    await second.close()
  })
})

test('a code that is used twice, and a refresh token used again too late, end access tokens too', async () => {
  const signedIn = await signIn(world.issuer, { scope: 'mcp:access openid' })
  const access = String((await redeem(world.issuer, signedIn)).body['access_token'])
  expect((await userinfo(access)).status).toBe(200)
  expect((await redeem(world.issuer, signedIn)).status).toBe(400)
  expect((await userinfo(access)).status).toBe(401)

  const { refresh } = await signInNative()
  const second = String((await refreshNative(refresh)).body['access_token'])
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
  expect((await refreshNative(refresh)).status).toBe(400)
  expect(await introspect(server, 'native', second)).toEqual({ active: false })
})

test('a store that fails is an error, not an answer', async () => {
  const storage = createMemoryStorage()
  const broken = await startAuthorizationServerWorld({
    storage: {
      ...storage,
      get: (key) =>
        key.includes(':revoked:') ? Promise.reject(new Error('disk on fire')) : storage.get(key),
    },
  })
  const token = await serviceToken(broken.issuer)
  for (const path of ['/v1/introspect', '/v1/revoke']) {
    const answer = await postForm(broken.issuer, { token }, basic('service'), path)
    expect([answer.status, answer.body['error']]).toEqual([500, 'server_error'])
  }
  expect(broken.logged.filter(({ level }) => level === 'error').length).toBeGreaterThan(0)
  await broken.close()
})
