import { decodeJwt } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import {
  authorizeUrl,
  createPkce,
  postForm,
  redeem,
  signIn,
  type AuthorizationServerWorld,
} from '../../../../support/authorization-server-world.ts'
import { registrationOf } from '../../../../support/identity-parts.ts'
import { publicMetadata, registerClient, startRegisteringWorld } from '../../../../support/register-client.ts'

const worlds: AuthorizationServerWorld[] = []
const start = async (
  ...settings: Parameters<typeof startRegisteringWorld>
): Promise<AuthorizationServerWorld> => {
  const world = await startRegisteringWorld(...settings)
  worlds.push(world)
  return world
}
const open = (given: Parameters<typeof registrationOf>[0] = {}): Promise<AuthorizationServerWorld> =>
  start({ registration: registrationOf(given) })
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()))
})

const webCallback = 'https://app.example/callback'
const confidentialMetadata = {
  client_name: 'Hosted client',
  redirect_uris: [webCallback],
  token_endpoint_auth_method: 'client_secret_basic',
}

test('without the setting nobody registers, at the server and at the organization', async () => {
  const world = await start({})
  for (const url of [`${world.issuer}/v1/clients`, `${world.origin}/oauth2/v1/clients`]) {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(publicMetadata) })
    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({
      errorCode: 'E0000006',
      errorSummary: 'You do not have permission to perform the requested action',
      errorLink: 'E0000006',
      errorCauses: [],
    })
  }
  const metadata = await (await fetch(`${world.issuer}/.well-known/oauth-authorization-server`)).json()
  expect(metadata).not.toHaveProperty('registration_endpoint')
})

test('a public client registers, signs in, and refreshes on any loopback port', async () => {
  const world = await open()
  const discovered = (await (await fetch(`${world.issuer}/.well-known/openid-configuration`)).json()) as {
    registration_endpoint: string
  }
  expect(discovered.registration_endpoint).toBe(`${world.issuer}/v1/clients`)
  const { status, headers, body, clientId } = await registerClient(world.issuer, {
    ...publicMetadata,
    redirect_uris: ['http://localhost/callback'],
  })
  expect(status).toBe(201)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(body).toEqual({
    client_id: expect.stringMatching(/^0oa[A-Za-z0-9]{17}$/) as string,
    client_id_issued_at: expect.any(Number) as number,
    client_name: 'Some MCP client',
    application_type: 'native',
    redirect_uris: ['http://localhost/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    scope: 'mcp:access mcp:admin',
  })
  const signedIn = await signIn(world.issuer, { client_id: clientId, scope: 'mcp:access offline_access' })
  expect(signedIn.page.html).toContain('Some MCP client')
  const { body: tokens } = await redeem(world.issuer, signedIn, { client_id: clientId })
  expect(decodeJwt(String(tokens['access_token']))).toMatchObject({
    cid: clientId,
    scp: ['mcp:access', 'offline_access'],
  })
  const refreshed = await postForm(world.issuer, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: String(tokens['refresh_token']),
  })
  expect(refreshed.status).toBe(200)
  expect(refreshed.body['refresh_token']).not.toBe(tokens['refresh_token'])
})

test('a person who is signed in still sees the page of a client that nobody vouched for', async () => {
  const world = await open()
  const { clientId } = await registerClient(world.issuer)
  const known = await signIn(world.issuer)
  const again = await signIn(world.issuer, {}, known.browser)
  expect(again.page.html).not.toContain('<form')
  const stranger = await signIn(world.issuer, { client_id: clientId }, known.browser)
  expect(stranger.page.html).toContain('Some MCP client')
  expect(stranger.page.html).toContain('127.0.0.1:51234')
  const silent = await signIn(world.issuer, { client_id: clientId, prompt: 'none' }, known.browser)
  expect(silent.redirect.searchParams.get('error')).toBe('interaction_required')
})

describe('a confidential client', () => {
  test('proves itself with its secret, of which only the digest is kept', async () => {
    const world = await open()
    const { body, clientId } = await registerClient(world.issuer, confidentialMetadata)
    const secret = String(body['client_secret'])
    expect(body).toMatchObject({
      client_secret_expires_at: 0,
      token_endpoint_auth_method: 'client_secret_basic',
    })
    const [key = ''] = await world.storage.list('as:mcp:registered-client:', 5)
    expect((await world.storage.get(key))?.value).not.toContain(secret)
    const redeemWith = async (given: string): Promise<number> => {
      const signedIn = await signIn(world.issuer, { client_id: clientId, redirect_uri: webCallback })
      const { code, verifier } = signedIn
      const authorization = `Basic ${Buffer.from(`${clientId}:${given}`).toString('base64')}`
      const form = {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: webCallback,
      }
      return (await postForm(world.issuer, form, { authorization })).status
    }
    expect(await redeemWith(secret)).toBe(200)
    expect(await redeemWith('wrong')).toBe(401)
  })

  test('reads and removes its registration with its own token alone', async () => {
    const world = await open()
    const { body } = await registerClient(world.issuer, confidentialMetadata)
    const other = await registerClient(world.issuer, confidentialMetadata)
    expect(other.clientId).not.toBe(body['client_id'])
    const ask = (method: string, token: unknown): Promise<Response> =>
      fetch(String(body['registration_client_uri']), {
        method,
        headers: { authorization: `Bearer ${String(token)}` },
      })
    expect((await ask('DELETE', other.body['registration_access_token'])).status).toBe(401)
    const own = body['registration_access_token']
    const read = (await (await ask('GET', own)).json()) as Record<string, unknown>
    expect(read).toMatchObject({ client_id: body['client_id'], client_name: 'Hosted client' })
    expect(read).not.toHaveProperty('client_secret')
    expect((await ask('PUT', own)).status).toBe(405)
    expect((await ask('DELETE', own)).status).toBe(204)
    expect((await ask('GET', own)).status).toBe(401)
    const form = { grant_type: 'refresh_token', refresh_token: 'x', client_id: String(body['client_id']) }
    expect(await postForm(world.issuer, form)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    })
  })
})

describe('what a registered client may have', () => {
  test('never a grant without a person', async () => {
    const world = await open()
    const { body, clientId } = await registerClient(world.issuer, {
      ...confidentialMetadata,
      grant_types: [
        'authorization_code',
        'client_credentials',
        'urn:ietf:params:oauth:grant-type:device_code',
      ],
    })
    expect(body['grant_types']).toEqual(['authorization_code'])
    const authorization = `Basic ${Buffer.from(`${clientId}:${String(body['client_secret'])}`).toString('base64')}`
    expect(
      await postForm(world.issuer, { grant_type: 'client_credentials' }, { authorization }),
    ).toMatchObject({
      status: 400,
      body: { error: 'unauthorized_client' },
    })
  })

  test('the scopes of the setting; others do not exist for it', async () => {
    const world = await open({ scopes: ['mcp:access'] })
    const { body, clientId } = await registerClient(world.issuer, {
      ...publicMetadata,
      scope: 'mcp:access mcp:admin offline_access nonsense',
    })
    expect(body['scope']).toBe('mcp:access offline_access')
    const asked = await signIn(world.issuer, { client_id: clientId, scope: 'mcp:admin' })
    expect(asked.redirect.searchParams.get('error')).toBe('invalid_scope')
    expect((await signIn(world.issuer, { client_id: clientId, scope: 'mcp:access' })).code).not.toBe('')
  })

  test('nothing at the other authorization servers', async () => {
    const world = await open()
    const { clientId } = await registerClient(world.issuer)
    const { challenge } = createPkce()
    const page = await fetch(authorizeUrl(`${world.origin}/oauth2/bare`, challenge, { client_id: clientId }))
    expect(page.status).toBe(400)
    expect(await page.text()).toContain('client_id')
  })
})

describe('what is not taken', () => {
  test.each([
    ['another content type', 'text/plain', JSON.stringify(publicMetadata), 400],
    ['no JSON', 'application/json', '{', 400],
    ['a list', 'application/json', '[]', 400],
    [
      'a body that is too long',
      'application/json',
      JSON.stringify({ ...publicMetadata, x: 'x'.repeat(17_000) }),
      413,
    ],
  ])('%s', async (_name, contentType, metadata, status) => {
    const world = await open()
    const answer = await registerClient(world.issuer, metadata, { 'content-type': contentType })
    expect(answer.status).toBe(status)
    expect(answer.body['error']).toMatch(/^invalid_(client_metadata|redirect_uri)$/)
  })

  test('a registration without the initial access token, where one is asked for', async () => {
    const world = await open({ initialAccessToken: 'let-me-in-0123456789' })
    const refused = await registerClient(world.issuer)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    const wrong = await registerClient(world.issuer, publicMetadata, {
      authorization: 'Bearer let-me-in-012345678',
    })
    expect(wrong.status).toBe(401)
    const headers = { authorization: 'Bearer let-me-in-0123456789' }
    expect((await registerClient(world.issuer, publicMetadata, headers)).status).toBe(201)
  })

  test('another method', async () => {
    const world = await open()
    const response = await fetch(`${world.issuer}/v1/clients`)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
    const preflight = await fetch(`${world.issuer}/v1/clients`, { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST')
  })
})
