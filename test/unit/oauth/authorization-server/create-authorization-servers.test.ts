import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import { createBrowser } from '../../../support/browser.ts'
import {
  basic,
  nativeCallback,
  postForm,
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

describe('each kind of client gets its token', () => {
  test('a native client signs a person in and gets exactly an Okta access token', async () => {
    const signedIn = await signIn(world.issuer)
    expect(signedIn.redirect.origin + signedIn.redirect.pathname).toBe(nativeCallback)
    expect(signedIn.redirect.searchParams.get('state')).toBe('af0ifjsldkj')
    expect(signedIn.redirect.searchParams.get('iss')).toBe(world.issuer)
    const answer = await redeem(world.issuer, signedIn)
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'mcp:access' })
    expect(answer.body).not.toHaveProperty('refresh_token')
    expect(answer.body).not.toHaveProperty('id_token')
    const keys = createRemoteJWKSet(new URL(`${world.issuer}/v1/keys`))
    const { payload, protectedHeader } = await jwtVerify(String(answer.body['access_token']), keys, {
      issuer: world.issuer,
      audience: `${world.origin}/mcp`,
    })
    expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid'])
    expect(protectedHeader.kid).toMatch(/^[\w-]{43}$/)
    expect(payload).toEqual({
      ver: 1,
      jti: expect.stringMatching(/^AT\.[\w-]{20,}\.oar[A-Za-z0-9]{17}$/) as string,
      iss: world.issuer,
      aud: `${world.origin}/mcp`,
      iat: expect.any(Number) as number,
      exp: Number(payload.iat) + 3600,
      cid: 'native',
      uid: expect.stringMatching(/^00u[A-Za-z0-9]{17}$/) as string,
      scp: ['mcp:access'],
      auth_time: expect.any(Number) as number,
      sub: 'alex@example.com',
    })
  })

  test('a web client with its secret and PKCE, as the curl script does it, without a scope', async () => {
    const signedIn = await signIn(world.issuer, {
      client_id: 'web',
      redirect_uri: webCallback,
      scope: undefined,
    })
    const form = {
      grant_type: 'authorization_code',
      code: signedIn.code,
      redirect_uri: webCallback,
      code_verifier: signedIn.verifier,
    }
    const answer = await postForm(world.issuer, form, basic('web'))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(decodeJwt(String(answer.body['access_token']))).toMatchObject({ cid: 'web', scp: ['mcp:access'] })
  })

  test('a web client without PKCE, its secret in the body', async () => {
    const changes = {
      client_id: 'web',
      redirect_uri: webCallback,
      code_challenge: undefined,
      code_challenge_method: undefined,
    }
    const { code } = await signIn(world.issuer, changes)
    const answer = await postForm(world.issuer, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: webCallback,
      client_id: 'web',
      client_secret: 'web-secret-0123456789',
    })
    expect(answer.status).toBe(200)
  })

  test('a service gets a token that names no person', async () => {
    const answer = await postForm(world.issuer, { grant_type: 'client_credentials' }, basic('service'))
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'mcp:access' })
    const claims = decodeJwt(String(answer.body['access_token']))
    expect(claims).toMatchObject({
      ver: 1,
      cid: 'service',
      sub: 'service',
      scp: ['mcp:access'],
      aud: `${world.origin}/mcp`,
    })
    expect(claims).not.toHaveProperty('uid')
    expect(claims).not.toHaveProperty('auth_time')
  })
})

describe('one server under three spellings', () => {
  test('the issuer of metadata, redirect and token is the one that was asked for, the audience stays', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'].slice(0, 2)) {
      const issuer = `http://${host}:${world.port}/oauth2/mcp`
      const metadata = (await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json()) as {
        issuer: string
      }
      expect(metadata.issuer).toBe(issuer)
      const signedIn = await signIn(issuer)
      expect(signedIn.redirect.searchParams.get('iss')).toBe(issuer)
      const claims = decodeJwt(String((await redeem(issuer, signedIn)).body['access_token']))
      expect(claims).toMatchObject({ iss: issuer, aud: `${world.origin}/mcp` })
    }
  })

  test('a code asked for under one spelling is redeemed under another', async () => {
    const signedIn = await signIn(`http://localhost:${world.port}/oauth2/mcp`)
    expect((await redeem(world.issuer, signedIn)).status).toBe(200)
  })

  test('keys are read in process under every spelling, and verify tokens', async () => {
    const { servers, issuer, port, origin } = world
    expect(servers.spellingsOf(`http://localhost:${port}/oauth2/mcp`)).toEqual([
      `${origin}/oauth2/mcp`,
      `http://localhost:${port}/oauth2/mcp`,
      `http://[::1]:${port}/oauth2/mcp`,
    ])
    const keys = await servers.keysOf(`http://[::1]:${port}/oauth2/mcp`)
    const answer = await postForm(issuer, { grant_type: 'client_credentials' }, basic('service'))
    const set = createLocalJWKSet({ keys: [...(keys?.keys ?? [])] })
    await expect(jwtVerify(String(answer.body['access_token']), set)).resolves.toBeDefined()
    expect(JSON.stringify(keys)).not.toMatch(/"(?:d|p|q|dp|dq|qi)":/)
  })

  test('a foreign issuer has no keys here and only its own spelling', () => {
    expect(world.servers.keysOf('https://example.okta.com/oauth2/mcp')).toBeUndefined()
    expect(world.servers.keysOf(`${world.issuer}/`)).toBeUndefined()
    expect(world.servers.spellingsOf('https://example.okta.com/oauth2/x')).toEqual([
      'https://example.okta.com/oauth2/x',
    ])
  })
})

describe('which requests are its own', () => {
  test.each([
    ['/oauth2/mcp', true],
    ['/oauth2/mcp/v1/token', true],
    ['/oauth2/bare/v1/keys', true],
    ['/.well-known/oauth-authorization-server/oauth2/mcp', true],
    ['/.well-known/openid-configuration/oauth2/mcp', true],
    ['/oauth2/other/v1/token', false],
    ['/oauth2/constructor', false],
    ['/oauth2/', false],
    ['/.well-known/oauth-protected-resource/mcp', false],
    ['/.well-known/oauth-authorization-server', false],
    ['/mcp', false],
  ])('%s: %s', (path, own) => {
    expect(world.servers.serves(path)).toBe(own)
  })
})

test('what one server issued is nothing to another', async () => {
  const { issuer, servers } = world
  const signedIn = await signIn(issuer)
  const elsewhere = await redeem(servers.issuerOf('bare'), signedIn)
  expect(elsewhere).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  expect((await redeem(issuer, signedIn)).status).toBe(200)
  const keysHere = await servers.keysOf(issuer)
  const keysThere = await servers.keysOf(servers.issuerOf('bare'))
  expect(keysHere?.keys[0]?.kid).not.toBe(keysThere?.keys[0]?.kid)
})

test('a second process over the same store has the same keys and takes over a sign-in', async () => {
  const storage = createMemoryStorage()
  const first = await startAuthorizationServerWorld({ storage })
  const signedIn = await signIn(first.issuer)
  const second = await startAuthorizationServerWorld({ storage })
  expect(await second.servers.keysOf(second.issuer)).toEqual(await first.servers.keysOf(first.issuer))
  expect((await redeem(second.issuer, signedIn)).status).toBe(200)
  await Promise.all([first.close(), second.close()])
})

test('behind TLS the URLs, the issuer and the cookies are those of the public origin', async () => {
  const secure = await startAuthorizationServerWorld({ configured: 'https://gateway.example' })
  const local = `http://127.0.0.1:${secure.port}/oauth2/mcp`
  expect(secure.issuer).toBe('https://gateway.example/oauth2/mcp')
  const { authorizeUrl, createPkce } = await import('../../../support/authorization-server-world.ts')
  const response = await createBrowser().open(authorizeUrl(local, createPkce().challenge))
  expect(response.headers.get('location')).toMatch(/^\/oauth2\/mcp\/v1\/sign-in\/[\w-]+$/)
  const cookies = response.headers.getSetCookie()
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Secure-sallyport\./)
    expect(cookie).toMatch(/; secure/i)
    expect(cookie).toMatch(/; httponly/i)
    expect(cookie).toMatch(/; samesite=lax/i)
  }
  await secure.close()
})

test('nothing secret is logged on the way', async () => {
  const signedIn = await signIn(world.issuer, { scope: 'mcp:access offline_access' })
  const answer = await redeem(world.issuer, signedIn)
  await postForm(world.issuer, { grant_type: 'client_credentials' }, basic('service', 'wrong-secret-wrong'))
  const log = JSON.stringify(world.logged)
  const secrets = [signedIn.code, signedIn.verifier, 'correct horse', 'service-secret', 'wrong-secret']
  for (const secret of [
    ...secrets,
    String(answer.body['access_token']),
    String(answer.body['refresh_token']),
  ]) {
    expect(secret.length).toBeGreaterThan(8)
    expect(log).not.toContain(secret)
  }
})
