import { readFileSync } from 'node:fs'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  authorizeUrl,
  basic,
  createPkce,
  nativeCallback,
  postForm,
  redeem,
  signIn,
  webCallback,
  type AuthorizationServerWorld,
  type SignedIn,
  type TokenAnswer,
} from '../support/authorization-server-world.ts'
import { startClientDocumentServer, type ClientDocumentServer } from '../support/client-document.ts'
import { clientIdMetadataOf, registrationOf } from '../support/identity-parts.ts'
import { registerClient, startRegisteringWorld } from '../support/register-client.ts'
import { authorizationServerRequirements } from './authorization-server-requirements.ts'

let world: AuthorizationServerWorld
let site: ClientDocumentServer
beforeAll(async () => {
  site = await startClientDocumentServer()
  world = await startRegisteringWorld({
    registration: registrationOf(),
    clientIdMetadata: clientIdMetadataOf(),
  })
})
afterAll(async () => {
  await world.close()
  await site.close()
})

const web = { client_id: 'web', redirect_uri: webCallback }
const redeemWeb = (signedIn: SignedIn, changes: Record<string, string> = {}): Promise<TokenAnswer> => {
  const { code, verifier } = signedIn
  const form = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: webCallback }
  return postForm(world.issuer, { ...form, ...changes }, basic('web'))
}
const open = (changes: Record<string, string | undefined>): Promise<Response> =>
  fetch(authorizeUrl(world.issuer, createPkce().challenge, changes), { redirect: 'manual' })
const redirectOf = async (changes: Record<string, string | undefined>): Promise<URLSearchParams> =>
  new URL((await open(changes)).headers.get('location') ?? '').searchParams
const metadataAt = async (path: string): Promise<Record<string, unknown>> =>
  (await (await fetch(world.origin + path)).json()) as Record<string, unknown>

const locations = [
  '/.well-known/oauth-authorization-server/oauth2/mcp',
  '/.well-known/openid-configuration/oauth2/mcp',
  '/oauth2/mcp/.well-known/openid-configuration',
]

describe('the embedded authorization server', () => {
  it('[S1] gives tokens to public and confidential clients, with S256 alone', async () => {
    expect((await redeem(world.issuer, await signIn(world.issuer))).status).toBe(200)
    expect((await redeemWeb(await signIn(world.issuer, web))).status).toBe(200)
    expect((await redirectOf({ code_challenge_method: 'plain' })).get('error')).toBe('invalid_request')
    expect((await redirectOf({ response_type: 'token' })).get('error')).toBe('unsupported_response_type')
    const password = { grant_type: 'password', username: 'alex@example.com', password: 'correct horse' }
    const answer = await postForm(world.issuer, { ...password, client_id: 'native' })
    expect(answer.body['error']).toBe('unsupported_grant_type')
  })

  it('[S2] [S3] has its metadata where clients look, under its own issuer', async () => {
    for (const path of locations) {
      const metadata = await metadataAt(path)
      expect(metadata['issuer']).toBe(`${world.origin}/oauth2/mcp`)
      expect(metadata['code_challenge_methods_supported']).toEqual(['S256'])
    }
  })

  it('[S4] knows a client by the document at its id', async () => {
    expect(await metadataAt(locations[0] ?? '')).toMatchObject({
      client_id_metadata_document_supported: true,
      token_endpoint_auth_methods_supported: expect.arrayContaining(['none']) as string[],
    })
    const before = site.asked.length
    const signedIn = await signIn(world.issuer, { client_id: site.clientId })
    expect((await redeem(world.issuer, signedIn, { client_id: site.clientId })).status).toBe(200)
    expect(site.asked.length - before).toBe(1)
    const foreign = { client_id: site.clientId, redirect_uri: 'https://evil.example/callback' }
    expect((await open(foreign)).status).toBe(400)
    site.answers.set('/other.json', {
      body: JSON.stringify({ client_id: site.clientId, redirect_uris: ['x'] }),
    })
    expect((await open({ client_id: `${site.origin}/other.json` })).status).toBe(400)
  })

  it('[S5] registers what MCP clients send', async () => {
    const metadata = await metadataAt(locations[0] ?? '')
    expect(metadata['registration_endpoint']).toBe(`${world.issuer}/v1/clients`)
    const { status, clientId } = await registerClient(world.issuer, {
      redirect_uris: ['http://localhost/callback'],
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      'client_name#de': 'Ein Programm',
      something_new: { nobody: 'knows' },
    })
    expect(status).toBe(201)
    const signedIn = await signIn(world.issuer, { client_id: clientId, scope: undefined })
    expect((await redeem(world.issuer, signedIn, { client_id: clientId })).body['scope']).toBe('mcp:access')
  })

  it('[S6] returns to registered redirect URIs alone', async () => {
    const uris = [
      'http://127.0.0.1:51234/callback/',
      'https://evil.example/callback',
      'http://localhost/other',
    ]
    for (const redirect_uri of uris) {
      const response = await open({ redirect_uri })
      expect([response.status, response.headers.get('location')]).toEqual([400, null])
    }
    expect((await open({ redirect_uri: 'http://[::1]:4321/callback' })).status).toBe(303)
    expect((await open({ ...web, redirect_uri: 'http://localhost:3001/callback' })).status).toBe(400)
  })

  it('[S7] names itself in each answer', async () => {
    const metadata = await metadataAt(locations[0] ?? '')
    expect(metadata['authorization_response_iss_parameter_supported']).toBe(true)
    expect((await signIn(world.issuer)).redirect.searchParams.get('iss')).toBe(world.issuer)
    expect((await redirectOf({ scope: 'nonsense' })).get('iss')).toBe(world.issuer)
  })

  it('[S8] rotates the refresh tokens of public clients', async () => {
    const signedIn = await signIn(world.issuer, { scope: 'mcp:access offline_access' })
    const { body } = await redeem(world.issuer, signedIn)
    const form = {
      grant_type: 'refresh_token',
      client_id: 'native',
      refresh_token: String(body['refresh_token']),
    }
    const renewed = await postForm(world.issuer, form)
    expect(renewed.body['refresh_token']).toEqual(expect.any(String))
    expect(renewed.body['refresh_token']).not.toBe(body['refresh_token'])
    expect(body['expires_in']).toBeLessThanOrEqual(3600)
  })

  it('[S9] gives a token for the resource that was asked for', async () => {
    const resource = `${world.origin}/mcp`
    const { body } = await redeem(world.issuer, await signIn(world.issuer, { resource }), { resource })
    expect(decodeJwt(String(body['access_token'])).aud).toBe(resource)
    const foreign = { resource: 'https://other.example/mcp' }
    expect((await redirectOf(foreign)).get('error')).toBe('invalid_target')
    const answer = await redeem(world.issuer, await signIn(world.issuer), foreign)
    expect(answer.body['error']).toBe('invalid_target')
  })

  it('[S10] lets scopes of OpenID Connect pass, and refuses what nobody knows', async () => {
    const scope = 'openid profile email mcp:access offline_access'
    const { body } = await redeem(world.issuer, await signIn(world.issuer, { scope }))
    expect(String(body['scope']).split(' ').sort()).toEqual(scope.split(' ').sort())
    // A client that may not refresh still gets its access token.
    const plain = await signIn(world.issuer, { client_id: 'plain', scope: 'mcp:access offline_access' })
    const answer = await redeem(world.issuer, plain, { client_id: 'plain' })
    expect([answer.status, 'refresh_token' in answer.body]).toEqual([200, false])
    expect((await redirectOf({ scope: 'mcp:access nonsense' })).get('error')).toBe('invalid_scope')
  })

  it('[S11] shows a person who asks, for what, and where it leads', async () => {
    const { clientId } = await registerClient(world.issuer)
    const { page } = await signIn(world.issuer, { client_id: clientId, redirect_uri: nativeCallback })
    for (const words of ['Some MCP client', '127.0.0.1:51234', 'Use the tools', 'name="csrf_token"'])
      expect(page.html).toContain(words)
    expect(page.response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const hosted = await signIn(world.issuer, { client_id: site.clientId })
    expect(hosted.page.html).toContain('127.0.0.1:51234')
  })

  it('[S13] says how programs prove themselves', async () => {
    const metadata = await metadataAt(locations[0] ?? '')
    expect(metadata['grant_types_supported']).toContain('client_credentials')
    expect(metadata['token_endpoint_auth_methods_supported']).toEqual(
      expect.arrayContaining(['private_key_jwt', 'client_secret_basic']),
    )
    expect(metadata['token_endpoint_auth_signing_alg_values_supported']).toContain('ES256')
    const answer = await postForm(world.issuer, { grant_type: 'client_credentials' }, basic('service'))
    expect(decodeJwt(String(answer.body['access_token']))).toMatchObject({ sub: 'service' })
  })

  it('[S15] tells an unknown client so', async () => {
    const forms = [
      { grant_type: 'refresh_token', client_id: '0oa12345678901234567', refresh_token: 'x' },
      { grant_type: 'authorization_code', client_id: '0oa12345678901234567', code: 'x' },
    ]
    for (const form of forms)
      expect(await postForm(world.issuer, form)).toMatchObject({
        status: 401,
        body: { error: 'invalid_client' },
      })
    const page = await open({ client_id: '0oa12345678901234567' })
    expect(page.headers.get('content-type')).toContain('text/html')
  })

  it('[S16] answers with JSON that nobody stores', async () => {
    const good = await redeem(world.issuer, await signIn(world.issuer))
    const bad = await postForm(world.issuer, {
      grant_type: 'authorization_code',
      client_id: 'native',
      code: 'x',
    })
    for (const { headers } of [good, bad]) {
      expect(headers.get('content-type')).toMatch(/^application\/json/)
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })
})

describe('the list of duties', () => {
  const ids = authorizationServerRequirements.map(({ id }) => id)

  it('is S1 to S16 without the two of a broker, and says where each comes from', () => {
    const numbers = Array.from({ length: 16 }, (_, index) => index + 1).filter((id) => id !== 12 && id !== 14)
    expect(ids).toEqual(numbers.map((id) => `S${id}`))
    for (const { url, sentence } of authorizationServerRequirements) {
      expect(url).toMatch(/^https:\/\/(?:modelcontextprotocol\.io\/|www\.rfc-editor\.org\/rfc\/)/)
      expect(sentence).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('is cited by the tests above, each of them and no other', () => {
    const text = readFileSync(import.meta.filename, 'utf8')
    const titles = [...text.matchAll(/^ {2}it\('((?:\[S\d+\] )+)/gm)].map(([, cited]) => cited ?? '')
    expect(titles.flatMap((cited) => cited.match(/S\d+/g) ?? [])).toEqual(ids)
  })
})
