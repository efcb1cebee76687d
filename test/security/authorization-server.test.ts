import { decodeJwt, SignJWT } from 'jose'
import { afterEach, expect, vi } from 'vitest'
import type { AccessRule, Identity } from '../../src/identity/identity.ts'
import { createMemoryStorage } from '../../src/storage/memory.ts'
import { attack } from '../support/attack.ts'
import {
  authorizeUrl,
  basic,
  createPkce,
  nativeCallback,
  postForm,
  redeem,
  sampleIdentity,
  signIn,
  startAuthorizationServerWorld,
  webCallback,
  type AuthorizationServerWorld,
  type TokenAnswer,
  type WorldOptions,
} from '../support/authorization-server-world.ts'
import { createBrowser } from '../support/browser.ts'
import { withServerSettings } from '../support/identity-parts.ts'
import { sendRaw } from '../support/node-server.ts'
import { makeKey } from '../support/signing-authority.ts'

const worlds: AuthorizationServerWorld[] = []
const start = async (options: WorldOptions = {}): Promise<AuthorizationServerWorld> => {
  const world = await startAuthorizationServerWorld(options)
  worlds.push(world)
  return world
}
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(worlds.splice(0).map((world) => world.close()))
})

const errorOf = ({ status, body }: TokenAnswer): unknown[] => [status, body['error']]
const textOf = ({ body }: TokenAnswer, name: string): string => String(body[name])
const refresh = (issuer: string, token: string, changes: Record<string, string> = {}): Promise<TokenAnswer> =>
  postForm(issuer, { grant_type: 'refresh_token', client_id: 'native', refresh_token: token, ...changes })
/** The Location of the answer to an authorization request. */
const locationOf = async (
  issuer: string,
  changes: Record<string, string | undefined>,
): Promise<string | null> =>
  (await fetch(authorizeUrl(issuer, createPkce().challenge, changes), { redirect: 'manual' })).headers.get(
    'location',
  )

attack(15, async () => {
  const { issuer } = await start()
  const metadata = await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json()
  expect(metadata).toMatchObject({ issuer, authorization_response_iss_parameter_supported: true })
  const { redirect } = await signIn(issuer)
  expect(redirect.searchParams.getAll('iss')).toEqual([issuer])
  const refused = new URL((await locationOf(issuer, { scope: 'nonsense' })) ?? '')
  expect(refused.searchParams.getAll('iss')).toEqual([issuer])
  expect(refused.searchParams.get('error')).toBe('invalid_scope')
})

attack(16, async () => {
  const { issuer } = await start()
  const forNative = [
    'http://127.0.0.1:51234/callback/../evil',
    'http://127.0.0.1:51234/callback/%2e%2e/evil',
    'http://127.0.0.1:51234/callback2',
    'http://127.0.0.1:51234/callback?x=1',
    'http://127.0.0.1:51234/callback#x',
    'http://127.0.0.1:99999/callback',
    'http://user@127.0.0.1:51234/callback',
    'http://127.0.0.1:51234@evil.example/callback',
    'http://127.0.0.1.evil.example/callback',
    'http://127.0.0.1:51234\\@evil.example/callback',
    'https://127.0.0.1:51234/callback',
    'cursor://anysphere.cursor-mcp/oauth/callback/x',
  ]
  const forWeb = [
    'http://localhost:3001/callback',
    'http://127.0.0.1:3000/callback',
    'http://localhost:3000/callback/',
    'http://localhost:3000/Callback',
    '//localhost:3000/callback',
  ]
  const asked = [
    ...forNative.map((uri) => ({ redirect_uri: uri })),
    ...forWeb.map((uri) => ({ client_id: 'web', redirect_uri: uri })),
    { redirect_uri: undefined },
  ]
  for (const changes of asked) {
    const response = await fetch(authorizeUrl(issuer, createPkce().challenge, changes), {
      redirect: 'manual',
    })
    expect([changes, response.status, response.headers.has('location')]).toEqual([changes, 400, false])
  }
})

attack(17, async () => {
  const { issuer } = await start()
  const downgrades = [
    { code_challenge: undefined, code_challenge_method: undefined },
    { code_challenge_method: 'plain' },
    { code_challenge_method: undefined },
    { code_challenge: 'short' },
  ]
  for (const changes of downgrades) {
    const location = new URL((await locationOf(issuer, changes)) ?? '')
    expect([location.searchParams.get('error'), location.searchParams.has('code')]).toEqual([
      'invalid_request',
      false,
    ])
  }
  for (const verifier of [undefined, '', 'short', createPkce().verifier]) {
    const { code } = await signIn(issuer)
    const form = { grant_type: 'authorization_code', client_id: 'native', code, redirect_uri: nativeCallback }
    const answer = await postForm(
      issuer,
      verifier === undefined ? form : { ...form, code_verifier: verifier },
    )
    expect(answer.status).toBe(400)
  }
  // A verifier for a code that was asked for without a challenge: someone put their code in the place of another.
  const web = { client_id: 'web', redirect_uri: webCallback }
  const bare = await signIn(issuer, { ...web, code_challenge: undefined, code_challenge_method: undefined })
  const form = { grant_type: 'authorization_code', code: bare.code, redirect_uri: webCallback }
  expect((await postForm(issuer, { ...form, code_verifier: bare.verifier }, basic('web'))).status).toBe(400)
  // Who has a code but not what belongs to it cannot spoil it for its owner.
  const owned = await signIn(issuer)
  expect(errorOf(await redeem(issuer, owned, { redirect_uri: 'http://127.0.0.1:1/x' }))[1]).toBe(
    'invalid_grant',
  )
  expect(errorOf(await redeem(issuer, owned, { client_id: 'plain' }))[1]).toBe('invalid_grant')
  expect((await redeem(issuer, owned)).status).toBe(200)
})

attack(18, async () => {
  const { issuer } = await start({ storage: createMemoryStorage({ now: () => Date.now() }) })
  const offline = { scope: 'mcp:access offline_access' }
  // A code that is used twice ends what the first use gave.
  const signedIn = await signIn(issuer, offline)
  const first = await redeem(issuer, signedIn)
  expect(errorOf(await redeem(issuer, signedIn))).toEqual([400, 'invalid_grant'])
  expect(errorOf(await refresh(issuer, textOf(first, 'refresh_token')))).toEqual([400, 'invalid_grant'])
  // A refresh token is for its client, its scopes and its resource.
  const tokens = await redeem(issuer, await signIn(issuer, offline))
  const token = textOf(tokens, 'refresh_token')
  expect(errorOf(await refresh(issuer, token, { client_id: 'plain' }))[0]).toBe(400)
  expect((await refresh(issuer, token, { scope: 'mcp:access mcp:admin' })).status).toBe(400)
  expect(errorOf(await refresh(issuer, token, { resource: 'https://other.example/mcp' }))).toEqual([
    400,
    'invalid_target',
  ])
  const renewed = await refresh(issuer, token)
  expect(decodeJwt(textOf(renewed, 'access_token'))['scp']).toEqual(['mcp:access', 'offline_access'])
  // One that was rotated away and is used after the leeway ends the whole family.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
  expect(errorOf(await refresh(issuer, token))).toEqual([400, 'invalid_grant'])
  expect(errorOf(await refresh(issuer, textOf(renewed, 'refresh_token')))).toEqual([400, 'invalid_grant'])
})

attack(19, async () => {
  const { issuer } = await start()
  const { challenge } = createPkce()
  const refused = new URL((await locationOf(issuer, { state: undefined })) ?? '')
  expect(refused.searchParams.get('error_description')).toContain("invalid 'state'")
  // The page cannot be framed, and its form comes from itself, in the browser that began.
  const browser = createBrowser()
  const page = await browser.follow(authorizeUrl(issuer, challenge, { scope: 'openid', nonce: 'n-1' }))
  expect(page.response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(page.response.headers.get('x-frame-options')).toBe('DENY')
  const person = { login: 'alex@example.com', password: 'correct horse' }
  const csrf = /name="csrf_token" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const post = (form: Record<string, string>, headers = {}, from = browser): Promise<Response> =>
    from.open(page.url, { ...person, ...form }, headers)
  expect((await post({})).status).toBe(403)
  expect((await post({ csrf_token: `${csrf}x` })).status).toBe(403)
  expect((await post({ csrf_token: csrf }, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await post({ csrf_token: csrf }, {}, createBrowser())).status).toBe(400)
  // Whatever session an attacker planted, the one after the sign-in is another.
  const cookies = async (form: Record<string, string>): Promise<string[]> =>
    (await post(form)).headers.getSetCookie()
  const before = page.response.headers.getSetCookie()
  const after = await cookies({ csrf_token: csrf })
  expect(after.filter((cookie) => before.includes(cookie))).toEqual([])
  // Behind https no other host or path can plant a session.
  const secure = await start({ configured: 'https://mcp.example.com' })
  const { pathname, search } = new URL(authorizeUrl(secure.issuer, challenge))
  const head = `GET ${pathname}${search} HTTP/1.1\r\nHost: mcp.example.com\r\nConnection: close\r\n\r\n`
  const planted = (await sendRaw(secure.port, head)).match(/^set-cookie: .*$/gim) ?? []
  expect(planted.length).toBeGreaterThan(0)
  for (const cookie of planted) {
    expect(cookie).toMatch(/^set-cookie: __(?:Host|Secure)-/i)
    expect(cookie).toMatch(/; secure/i)
    expect(cookie).toMatch(/; httponly/i)
  }
})

attack(21, async () => {
  const key = await makeKey('RS256', 'k1')
  const { issuer } = await start({
    identity: (origin) => {
      const sample = sampleIdentity(origin)
      const clients = sample.clients.map((client) =>
        client.id === 'service'
          ? {
              ...client,
              tokenEndpointAuthMethod: 'private_key_jwt' as const,
              secret: undefined,
              jwks: { keys: [key.jwk] },
            }
          : client,
      )
      return { ...sample, clients }
    },
  })
  const form = { grant_type: 'client_credentials' }
  const secret = 'web-secret-0123456789'
  const inQuery = `/v1/token?client_id=web&client_secret=${secret}`
  expect(errorOf(await postForm(issuer, form, {}, inQuery))).toEqual([401, 'invalid_client'])
  const twice = await postForm(issuer, { ...form, client_id: 'web', client_secret: secret }, basic('web'))
  expect(errorOf(twice)).toEqual([401, 'invalid_request'])
  const assert = async (claims: Record<string, unknown>): Promise<TokenAnswer> => {
    const now = Math.floor(Date.now() / 1000)
    const good = {
      iss: 'service',
      sub: 'service',
      aud: issuer,
      iat: now,
      exp: now + 300,
      jti: crypto.randomUUID(),
    }
    const assertion = await new SignJWT({ ...good, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(key.privateKey)
    return postForm(issuer, {
      ...form,
      scope: 'mcp:access',
      client_id: 'service',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    })
  }
  const seconds = Math.floor(Date.now() / 1000)
  expect((await assert({ jti: 'once' })).status).toBe(200)
  const forged = [
    { jti: 'once' },
    { aud: 'https://other.example' },
    { exp: seconds - 120 },
    { exp: seconds + 2 * 3600 },
    { exp: undefined },
    { jti: undefined },
    { iss: 'web' },
  ]
  for (const claims of forged)
    expect([claims, ...errorOf(await assert(claims))]).toEqual([claims, 401, 'invalid_client'])
  expect((await assert({ sub: 'web' })).status).toBe(401)
})

attack(33, async () => {
  const world = await start({
    identity: (origin) => {
      const sample = sampleIdentity(origin)
      const [one] = sample.authorizationServers
      if (one === undefined) throw new Error('no server')
      return { ...sample, authorizationServers: [one, { ...one, id: 'bare', audience: 'api://bare' }] }
    },
  })
  const other = `${world.origin}/oauth2/bare`
  const signedIn = await signIn(world.issuer, { scope: 'openid mcp:access offline_access' })
  expect(errorOf(await redeem(other, signedIn))).toEqual([400, 'invalid_grant'])
  const tokens = await redeem(world.issuer, signedIn)
  expect(errorOf(await refresh(other, textOf(tokens, 'refresh_token')))).toEqual([400, 'invalid_grant'])
  const authorization = `Bearer ${textOf(tokens, 'access_token')}`
  const userinfo = (issuer: string): Promise<Response> =>
    fetch(`${issuer}/v1/userinfo`, { headers: { authorization } })
  expect((await userinfo(world.issuer)).status).toBe(200)
  expect((await userinfo(other)).status).toBe(401)
  const keysOf = async (issuer: string): Promise<string> => (await fetch(`${issuer}/v1/keys`)).text()
  expect(await keysOf(other)).not.toBe(await keysOf(world.issuer))
  // Nor is who signed in at one signed in at the other.
  const page = await signedIn.browser.follow(authorizeUrl(other, createPkce().challenge))
  expect(page.html).toContain('name="password"')
})

attack(34, async () => {
  const storage = createMemoryStorage({ now: () => Date.now() })
  const before = await start({
    storage,
    identity: (origin) => sampleIdentity(origin, { accessTokenLifetimeMinutes: 5 }),
  })
  const tokens = await redeem(
    before.issuer,
    await signIn(before.issuer, { scope: 'mcp:access offline_access' }),
  )
  const { iat = 0, exp = 0 } = decodeJwt(textOf(tokens, 'access_token'))
  // A token that is out lives no longer than the rule said.
  expect(exp - iat).toBe(300)
  const pending = await signIn(before.issuer)
  const token = textOf(tokens, 'refresh_token')
  const restart = (change: (identity: Identity) => Identity): Promise<AuthorizationServerWorld> =>
    start({ storage, identity: (origin) => change(sampleIdentity(origin)) })
  const without = await restart((identity) => ({
    ...identity,
    clients: identity.clients.filter(({ id }) => id !== 'native'),
  }))
  expect(errorOf(await refresh(without.issuer, token))).toEqual([401, 'invalid_client'])
  const tightened = await restart((identity) => {
    const narrow = (rule: AccessRule): AccessRule => ({
      ...rule,
      people: { groups: [], users: ['sam@example.com'] },
    })
    const policies = identity.authorizationServers[0]?.policies ?? []
    const narrowed = policies.map((policy) => ({ ...policy, rules: policy.rules.map(narrow) }))
    return withServerSettings(identity, { policies: narrowed })
  })
  expect(errorOf(await refresh(tightened.issuer, token))).toEqual([401, 'access_denied'])
  expect(errorOf(await redeem(tightened.issuer, pending))).toEqual([401, 'access_denied'])
  const gone = await restart((identity) => ({ ...identity, users: [] }))
  expect((await refresh(gone.issuer, token)).status).toBe(400)
})
