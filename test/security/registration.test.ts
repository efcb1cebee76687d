import { afterEach, beforeEach, expect, vi } from 'vitest'
import { registrationSchema } from '../../src/identity/registration-schema.ts'
import { createMemoryStorage } from '../../src/storage/memory.ts'
import { attack } from '../support/attack.ts'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  postForm,
  signIn,
  type AuthorizationServerWorld,
} from '../support/authorization-server-world.ts'
import { startClientDocumentServer, type ClientDocumentServer } from '../support/client-document.ts'
import { clientIdMetadataOf, registrationOf } from '../support/identity-parts.ts'
import { publicMetadata, registerClient, startRegisteringWorld } from '../support/register-client.ts'

let site: ClientDocumentServer
const worlds: AuthorizationServerWorld[] = []
const start = async (
  ...settings: Parameters<typeof startRegisteringWorld>
): Promise<AuthorizationServerWorld> => {
  const world = await startRegisteringWorld(...settings)
  worlds.push(world)
  return world
}
beforeEach(async () => {
  site = await startClientDocumentServer()
})
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(worlds.splice(0).map((world) => world.close()))
  await site.close()
})

/** What a person sees who is sent to the server by a client of this id. */
async function authorize(
  issuer: string,
  clientId: string,
  changes: Record<string, string> = {},
): Promise<{ status: number; html: string; location: string | null }> {
  const url = authorizeUrl(issuer, createPkce().challenge, { client_id: clientId, ...changes })
  const response = await fetch(url, { redirect: 'manual' })
  return { status: response.status, html: await response.text(), location: response.headers.get('location') }
}
const shown = (name: string): string => name.replaceAll("'", '&#39;')

attack(23, async () => {
  // As in production: nothing on this machine, nothing on the networks around it, and no plain http.
  const { issuer, storage } = await start({
    clientIdMetadata: clientIdMetadataOf({ loopback: false }),
    registration: registrationOf(),
  })
  const { port } = new URL(site.origin)
  const inside = [
    site.clientId,
    `https://localhost:${port}/oauth/client.json`,
    `https://127.0.0.1:${port}/oauth/client.json`,
    `https://2130706433:${port}/oauth/client.json`,
    `https://[::1]:${port}/oauth/client.json`,
    `https://[::ffff:7f00:1]:${port}/oauth/client.json`,
    'https://169.254.169.254/latest/meta-data/iam',
    'https://10.0.0.1/client.json',
    'https://0.0.0.0/client.json',
    'https://[fd00::1]/client.json',
    'file:///etc/passwd',
  ]
  for (const id of inside) {
    const { status, html, location } = await authorize(issuer, id)
    expect([id, status, location]).toEqual([id, 400, null])
    expect(html).toContain('client_id')
  }
  // With the switch for development, a document leads nowhere else: no redirect, no keys or pictures of another origin.
  const development = await start({ clientIdMetadata: clientIdMetadataOf() })
  const other = await startClientDocumentServer()
  site.answers.set('/moved.json', { status: 302, headers: { location: other.clientId } })
  expect((await authorize(development.issuer, `${site.origin}/moved.json`)).status).toBe(400)
  const keys = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: other.clientId }
  site.publish({ ...keys, logo_uri: other.clientId, sector_identifier_uri: other.clientId })
  expect((await authorize(development.issuer, site.clientId)).status).toBe(400)
  // A registration makes the server fetch nothing at all.
  const metadata = { ...publicMetadata, jwks_uri: other.clientId, logo_uri: other.clientId }
  expect((await registerClient(issuer, { ...metadata, sector_identifier_uri: other.clientId })).status).toBe(
    201,
  )
  expect(await storage.list('as:mcp:registered-client:', 5)).toHaveLength(1)
  expect(other.asked).toEqual([])
  await other.close()
})

attack(24, async () => {
  const storage = createMemoryStorage({ now: () => Date.now() })
  const { issuer } = await start({ clientIdMetadata: clientIdMetadataOf() }, storage)
  const refused = [
    ['/a.json', { client_id: site.clientId }, "The 'client_id' in the metadata document does not match"],
    ['/b.json', { redirect_uris: undefined }, "missing the required 'redirect_uris' field"],
    ['/c.json', { token_endpoint_auth_method: 'client_secret_basic' }, 'token_endpoint_auth_method'],
    ['/d.json', { client_secret: 'known to everybody' }, 'must not hold a secret'],
    ['/e.json', { redirect_uris: ['https://exämple.com/callback'] }, 'redirect URI'],
  ] as const
  for (const [path, changes, words] of refused) {
    const document = { client_id: site.origin + path, redirect_uris: [nativeCallback], ...changes }
    site.answers.set(path, { body: JSON.stringify(document) })
    const { status, html, location } = await authorize(issuer, site.origin + path)
    expect([path, status, location]).toEqual([path, 400, null])
    expect(html).toContain(shown(words))
  }
  // The page shows the host that a browser will go to, not one that looks like it, and asks again at every request.
  const lookalike = 'https://xn--exmple-cua.com/callback'
  site.publish({ client_name: 'example.com', redirect_uris: [lookalike, nativeCallback] })
  const first = await signIn(issuer, { client_id: site.clientId, redirect_uri: lookalike })
  expect(first.page.html).toContain('xn--exmple-cua.com')
  // After a swap of the document the old redirect URI is no longer one, and a person sees where the new one leads.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 })
  site.publish({ redirect_uris: ['https://evil.example/callback'] })
  expect((await authorize(issuer, site.clientId, { redirect_uri: lookalike })).status).toBe(400)
  const swapped = await first.browser.follow(
    authorizeUrl(issuer, createPkce().challenge, {
      client_id: site.clientId,
      redirect_uri: 'https://evil.example/callback',
    }),
  )
  expect(swapped.away).toBeUndefined()
  expect(swapped.html).toContain('evil.example')
})

attack(25, async () => {
  // Off unless somebody says so, also for who knows Okta's address of it.
  const closed = await start({})
  for (const url of [`${closed.issuer}/v1/clients`, `${closed.origin}/oauth2/v1/clients`]) {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(publicMetadata) })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ errorCode: 'E0000006' })
  }
  const guarded = await start({
    registration: registrationOf({ initialAccessToken: 'let-me-in-0123456789' }),
  })
  expect((await registerClient(guarded.issuer)).status).toBe(401)
  // Bounded for an address and in all; what nobody uses ends, and the defaults are bounded too.
  expect(registrationSchema.parse({})).toMatchObject({
    maxClients: 1000,
    perAddressPerHour: 20,
    keepUnusedHours: 24,
  })
  const storage = createMemoryStorage({ now: () => Date.now() })
  const { issuer } = await start(
    { registration: registrationOf({ perAddressPerHour: 3, maxClients: 4 }) },
    storage,
  )
  const register = async (name: string): Promise<number> =>
    (await registerClient(issuer, { ...publicMetadata, client_name: name })).status
  const names = ['1', '2', '3', '4', '5']
  const statuses = async (): Promise<number[]> => Promise.all(names.map(register))
  expect((await statuses()).sort()).toEqual([201, 201, 201, 429, 429])
  expect(await storage.list('as:mcp:registered-client:', 10)).toHaveLength(3)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 })
  expect(await storage.list('as:mcp:registered-client:', 10)).toHaveLength(0)
  vi.useRealTimers()
  const open = await start({ registration: registrationOf() })
  for (const uri of [
    'javascript:alert(1)',
    'data:text/html,x',
    'http://evil.example/',
    'file:///etc/passwd',
    'evil://x',
  ])
    expect(
      (await registerClient(open.issuer, { ...publicMetadata, redirect_uris: [uri] })).body['error'],
    ).toBe('invalid_redirect_uri')
  // A statement that somebody signed elsewhere vouches for nothing, and no client gets tokens without a person.
  const { clientId, body } = await registerClient(open.issuer, {
    ...publicMetadata,
    software_statement: 'eyJhbGciOiJub25lIn0.eyJjbGllbnRfbmFtZSI6IkNsYXVkZSJ9.',
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code', 'client_credentials'],
  })
  expect(body['client_name']).toBe('Some MCP client')
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: String(body['client_secret']),
  }
  expect((await postForm(open.issuer, form)).body['error']).toBe('unauthorized_client')
})
