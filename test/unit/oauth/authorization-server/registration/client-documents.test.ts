import { decodeJwt, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClientIdMetadataSettings } from '../../../../../src/identity/identity.ts'
import {
  createClientDocuments,
  type ClientDocuments,
} from '../../../../../src/oauth/authorization-server/registration/client-documents.ts'
import { createLog } from '../../../../../src/telemetry/log.ts'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  postForm,
  redeem,
  signIn,
} from '../../../../support/authorization-server-world.ts'
import { startClientDocumentServer, type ClientDocumentServer } from '../../../../support/client-document.ts'
import { clientIdMetadataOf } from '../../../../support/identity-parts.ts'
import { startRegisteringWorld } from '../../../../support/register-client.ts'
import { makeKey } from '../../../../support/signing-authority.ts'

let site: ClientDocumentServer
beforeEach(async () => {
  site = await startClientDocumentServer()
})
afterEach(async () => {
  vi.useRealTimers()
  await site.close()
})

const log = createLog({ level: 'error', write: () => undefined })
const open = (given: Partial<ClientIdMetadataSettings> = {}): ClientDocuments =>
  createClientDocuments(clientIdMetadataOf(given), log)
const describeError = async (documents: ClientDocuments, id = site.clientId): Promise<string> => {
  const found = await documents.find(id)
  return found === undefined ? 'no such id' : found.ok ? 'found' : found.error.description
}

describe('with the setting', () => {
  test('a client signs in with the URL of its document, and refreshes', async () => {
    const world = await startRegisteringWorld({ clientIdMetadata: clientIdMetadataOf() })
    const client = { client_id: site.clientId }
    const signedIn = await signIn(world.issuer, { ...client, scope: 'mcp:access offline_access' })
    expect(signedIn.page.html).toContain('Documented client')
    const { body } = await redeem(world.issuer, signedIn, client)
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ cid: site.clientId })
    const refresh = { grant_type: 'refresh_token', ...client, refresh_token: String(body['refresh_token']) }
    expect((await postForm(world.issuer, refresh)).status).toBe(200)
    expect(site.asked).toEqual(['/oauth/client.json'])
    const metadata = await (await fetch(`${world.issuer}/.well-known/oauth-authorization-server`)).json()
    expect(metadata).toMatchObject({ client_id_metadata_document_supported: true })
    await world.close()
  })

  test('a client may prove itself with the key of its document', async () => {
    const key = await makeKey('RS256', 'k1')
    site.publish({
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: `${site.origin}/keys`,
    })
    site.answers.set('/keys', { body: JSON.stringify({ keys: [key.jwk] }) })
    const world = await startRegisteringWorld({ clientIdMetadata: clientIdMetadataOf() })
    const redeemWith = async (assertion: Record<string, string>): Promise<number> => {
      const signedIn = await signIn(world.issuer, { client_id: site.clientId })
      return (await redeem(world.issuer, signedIn, { client_id: site.clientId, ...assertion })).status
    }
    const jwt = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(site.clientId)
      .setSubject(site.clientId)
      .setAudience(world.issuer)
      .setJti('once')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key.privateKey)
    const assertion = {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: jwt,
    }
    expect(await redeemWith({})).toBe(401)
    expect(await redeemWith(assertion)).toBe(200)
    await world.close()
  })
})

test('without the setting such a client is unknown, and nothing is fetched', async () => {
  const world = await startRegisteringWorld({})
  const { challenge } = createPkce()
  const page = await fetch(authorizeUrl(world.issuer, challenge, { client_id: site.clientId }))
  expect(page.status).toBe(400)
  expect(await page.text()).toContain('client_id')
  const form = { grant_type: 'refresh_token', client_id: site.clientId, refresh_token: 'x' }
  expect(await postForm(world.issuer, form)).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  expect(site.asked).toEqual([])
  const metadata = await (await fetch(`${world.issuer}/.well-known/oauth-authorization-server`)).json()
  expect(metadata).not.toHaveProperty('client_id_metadata_document_supported')
  await world.close()
})

describe('a document is refused', () => {
  test.each([
    [{ client_id: 'https://other.example/client.json' }, /does not match the URL/],
    [{ redirect_uris: undefined }, /missing the required 'redirect_uris'/],
    [{ client_secret: 'x' }, /must not hold a secret/],
    [{ token_endpoint_auth_method: 'client_secret_post' }, /token_endpoint_auth_method/],
    [{ redirect_uris: ['http://evil.example/'] }, /redirect URI/],
    [{ token_endpoint_auth_method: 'private_key_jwt' }, /public keys/],
    [
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty: 'oct', k: 'x' }] } },
      /public keys/,
    ],
    [
      { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://169.254.169.254/keys' },
      /origin of the document/,
    ],
  ])('%j', async (changes, words) => {
    site.publish(changes)
    expect(await describeError(open())).toMatch(words)
  })

  test.each([
    [{ status: 404 }, /could not be parsed/],
    [{ status: 302, headers: { location: '/elsewhere' } }, /could not be parsed/],
    [{ body: 'not JSON' }, /could not be parsed/],
    [{ body: '[]' }, /could not be parsed/],
    [{ body: '{}', headers: { 'content-type': 'text/html' } }, /could not be parsed/],
    [{ status: 500 }, /cannot be read at this moment/],
    [{ body: `{}${' '.repeat(6000)}` }, /could not be parsed/],
  ])('answer %#', async (answer, words) => {
    site.answers.set('/oauth/client.json', answer)
    expect(await describeError(open())).toMatch(words)
    expect(site.asked).toEqual(['/oauth/client.json'])
  })
})

test('an id that is not spelled as it would be requested is none', async () => {
  const documents = open({ loopback: true })
  const { origin } = site
  const spellings = [
    `${origin}/a/../oauth/client.json`,
    `${origin}/oauth/client.json#x`,
    `${origin.replace('http://', 'http://user@')}/oauth/client.json`,
    `${origin}/`,
    origin,
    `HTTP${site.clientId.slice(4)}`,
    'https://app.example:443/client.json',
    'https://exämple.com/client.json',
    'ftp://app.example/client.json',
    `${origin}/${'x'.repeat(1100)}`,
  ]
  for (const id of spellings) expect([id, await describeError(documents, id)]).toEqual([id, 'no such id'])
  expect(site.asked).toEqual([])
  expect(await describeError(open({ loopback: false }))).toBe('no such id')
  expect(await describeError(open({ hosts: ['claude.ai'] }))).toBe('no such id')
})

describe('a document is kept', () => {
  const pass = (seconds: number): void =>
    void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })

  test.each([
    ['no header', {}, 3590, 3610],
    ['max-age', { 'cache-control': 'max-age=600' }, 590, 610],
    ['a max-age that is too short, or no-store', { 'cache-control': 'no-store' }, 55, 65],
    ['a max-age that is too long', { 'cache-control': 'max-age=99999999' }, 86_000, 87_000],
  ])('%s', async (_name, headers, before, after) => {
    site.publish({}, headers)
    const documents = open()
    await documents.find(site.clientId)
    pass(before)
    await documents.find(site.clientId)
    expect(site.asked).toHaveLength(1)
    pass(after - before)
    await documents.find(site.clientId)
    expect(site.asked).toHaveLength(2)
  })

  test('one request serves all who ask at that moment, and a refusal counts for a minute', async () => {
    site.publish({ client_id: 'other' })
    const documents = open()
    await Promise.all(Array.from({ length: 10 }, () => documents.find(site.clientId)))
    expect(site.asked).toHaveLength(1)
    site.publish()
    expect(await describeError(documents)).toMatch(/does not match/)
    pass(61)
    expect(await describeError(documents)).toBe('found')
  })

  test('an old one counts for a day while its server does not answer, and no longer when it is another', async () => {
    const documents = open()
    await documents.find(site.clientId)
    site.answers.set('/oauth/client.json', { status: 503 })
    pass(2 * 3600)
    expect(await describeError(documents)).toBe('found')
    pass(30 * 3600)
    expect(await describeError(documents)).toMatch(/cannot be read/)
    site.publish()
    pass(61)
    expect(await describeError(documents)).toBe('found')
    site.publish({ client_id: 'other' })
    pass(2 * 3600)
    expect(await describeError(documents)).toMatch(/does not match/)
  })

  test('nobody aims this server at another one', async () => {
    const documents = open()
    for (let index = 0; index < 30; index++) await documents.find(`${site.origin}/${index}.json`)
    expect(site.asked).toHaveLength(20)
    expect(await describeError(documents, `${site.origin}/one-more.json`)).toMatch(/throttled/)
    pass(61)
    expect(await describeError(documents)).toBe('found')
  })
})

test('the page of a loopback redirect works on any port', async () => {
  const world = await startRegisteringWorld({ clientIdMetadata: clientIdMetadataOf() })
  const asked = await signIn(world.issuer, { client_id: site.clientId, redirect_uri: nativeCallback })
  expect(asked.redirect.href.startsWith(nativeCallback)).toBe(true)
  await world.close()
})
