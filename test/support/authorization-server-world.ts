import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPublicOrigin } from '../../src/foundation/http/public-origin.ts'
import { compileIdentity } from '../../src/identity/compile-identity.ts'
import type { Identity } from '../../src/identity/identity.ts'
import {
  createAuthorizationServers,
  type AuthorizationServers,
} from '../../src/oauth/authorization-server/create-authorization-servers.ts'
import { ensureCredentials, type Credentials } from '../../src/oauth/authorization-server/credentials.ts'
import { createMemoryStorage } from '../../src/storage/memory.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { createLog, type LogRecord } from '../../src/telemetry/log.ts'
import { createBrowser, type Browser, type Landing } from './browser.ts'

/** The redirect URI of the web client. */
export const webCallback = 'http://localhost:3000/callback'
/** A redirect URI of the native client, on a port nobody registered. */
export const nativeCallback = 'http://127.0.0.1:51234/callback'

/** An identity with each kind of client; `origin` is where the audience lies. */
export function sampleIdentity(origin: string, rule: Record<string, unknown> = {}): Identity {
  const { identity, problems } = compileIdentity({
    authorizationServers: [
      {
        id: 'mcp',
        name: 'MCP Server Authorization',
        audience: `${origin}/mcp`,
        scopes: [{ name: 'mcp:access', displayName: 'Use the tools', default: true }, { name: 'mcp:admin' }],
        policies: [
          {
            name: 'For all',
            clients: 'ALL_CLIENTS',
            rules: [
              {
                name: 'Access',
                grantTypes: ['authorization_code', 'client_credentials', 'device_code'],
                scopes: ['mcp:access'],
                ...rule,
              },
            ],
          },
        ],
      },
      { id: 'bare', name: 'Bare', audience: 'api://bare', scopes: [{ name: 'bare:all' }] },
    ],
    clients: [
      {
        id: 'web',
        name: 'Web <Client>',
        type: 'web',
        secret: 'web-secret-0123456789',
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: [webCallback],
      },
      {
        id: 'native',
        name: 'Native Client',
        type: 'native',
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: ['http://localhost/callback', 'cursor://anysphere.cursor-mcp/oauth/callback'],
      },
      {
        id: 'service',
        name: 'Service',
        type: 'service',
        secret: 'service-secret-0123456789',
        grantTypes: ['client_credentials'],
      },
      {
        id: 'plain',
        name: 'No refresh',
        type: 'native',
        grantTypes: ['authorization_code', 'device_code'],
        redirectUris: ['http://localhost/callback'],
      },
    ],
    users: [
      {
        login: 'alex@example.com',
        name: 'Alex Reader',
        email: 'alex@example.com',
        password: 'correct horse',
      },
      { login: 'sam@example.com', password: 'battery staple' },
    ],
  })
  if (identity === undefined) throw new Error(JSON.stringify(problems))
  return identity
}

/** Authorization servers on a free loopback port. */
export interface AuthorizationServerWorld {
  readonly origin: string
  readonly issuer: string
  readonly port: number
  readonly servers: AuthorizationServers
  readonly credentials: Credentials
  readonly storage: Storage
  readonly logged: readonly LogRecord[]
  close(): Promise<void>
}

/** What a world may be made of instead of the sample. */
export interface WorldOptions {
  readonly identity?: (origin: string) => Identity
  readonly storage?: Storage
  readonly configured?: string
  /** Default: a free one. */
  readonly port?: number
}

/** Starts the authorization servers behind a real HTTP server. */
export async function startAuthorizationServerWorld(
  options: WorldOptions = {},
): Promise<AuthorizationServerWorld> {
  const http = createServer()
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const publicOrigin = createPublicOrigin({ configured: options.configured, boundAddress: '127.0.0.1', port })
  if (publicOrigin === undefined) throw new Error('no public origin')
  const identity = (options.identity ?? sampleIdentity)(publicOrigin.canonical)
  const logged: LogRecord[] = []
  const log = createLog({ level: 'debug', write: (record) => void logged.push(record) })
  const storage = options.storage ?? createMemoryStorage()
  await lendSigningKeys(storage)
  const credentials = await sampleCredentials(identity)
  const servers = await createAuthorizationServers({ identity, storage, publicOrigin, log, credentials })
  await keepSigningKeys(storage)
  http.on('request', (req, res) => {
    const path = (req.url ?? '').split('?')[0] ?? ''
    const origin = publicOrigin.of(req.headers.host)
    if (origin === undefined || !servers.serves(path)) res.writeHead(404).end('the gateway')
    else void servers.handle(req, res, origin)
  })
  return {
    origin: publicOrigin.canonical,
    issuer: servers.issuerOf('mcp'),
    port,
    servers,
    credentials,
    storage,
    logged,
    close: async () => {
      await servers.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

/** Hashing passwords is slow by intent, so worlds with the same people share it, and an answer is remembered. */
const credentialsOf = new Map<string, Promise<Credentials>>()

function sampleCredentials(identity: Identity): Promise<Credentials> {
  const who = JSON.stringify([identity.clients, identity.users])
  // Every secret of the sample is given, so nothing is written into the folder.
  const folder = join(tmpdir(), 'sallyport-none')
  const made = { identity, folder, storage: createMemoryStorage() }
  const credentials = credentialsOf.get(who) ?? ensureCredentials(made).then(rememberAnswers)
  credentialsOf.set(who, credentials)
  return credentials
}

function rememberAnswers(credentials: Credentials): Credentials {
  const answers = new Map<string, Promise<boolean>>()
  return {
    ...credentials,
    verifyPassword: (login, password) => {
      const question = JSON.stringify([login, password])
      const answer = answers.get(question) ?? credentials.verifyPassword(login, password)
      answers.set(question, answer)
      return answer
    },
  }
}

/** Making RSA keys is slow, so the worlds of one test file share those of the first. */
const signingKeys = new Map<string, string>()
const signingKeyNames = ['as:mcp:signing-keys', 'as:bare:signing-keys']

async function lendSigningKeys(storage: Storage): Promise<void> {
  for (const [name, value] of signingKeys) await storage.replaceIf(name, undefined, value)
}

async function keepSigningKeys(storage: Storage): Promise<void> {
  for (const name of signingKeyNames) signingKeys.set(name, (await storage.get(name))?.value ?? '')
}

/** A PKCE pair. */
export function createPkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** A good authorization request of the native client, with changes; an undefined value leaves the parameter out. */
export function authorizeUrl(
  issuer: string,
  challenge: string,
  changes: Record<string, string | undefined> = {},
): string {
  const parameters: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: 'native',
    redirect_uri: nativeCallback,
    scope: 'mcp:access',
    state: 'af0ifjsldkj',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  }
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return `${issuer}/v1/authorize?${new URLSearchParams(given).toString()}`
}

/** What a sign-in ended with: the redirect to the client, and what redeems its code. */
export interface SignedIn {
  readonly redirect: URL
  readonly code: string
  readonly verifier: string
  readonly browser: Browser
  readonly page: Landing
}

/** Signs Alex in through the real page. */
export async function signIn(
  issuer: string,
  changes: Record<string, string | undefined> = {},
  browser: Browser = createBrowser(),
): Promise<SignedIn> {
  const { verifier, challenge } = createPkce()
  const page = await browser.follow(authorizeUrl(issuer, challenge, changes))
  const landed =
    page.away === undefined ? await browser.signIn(page, 'alex@example.com', 'correct horse') : page
  if (landed.away === undefined) throw new Error(`no redirect: ${landed.response.status} ${landed.html}`)
  return { redirect: landed.away, code: landed.away.searchParams.get('code') ?? '', verifier, browser, page }
}

/** An answer of the token endpoint. */
export interface TokenAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/** Posts a form to the token endpoint (or another endpoint of the issuer). */
export async function postForm(
  issuer: string,
  form: Record<string, string> | URLSearchParams,
  headers: Record<string, string> = {},
  path = '/v1/token',
): Promise<TokenAnswer> {
  const response = await fetch(issuer + path, { method: 'POST', body: new URLSearchParams(form), headers })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  }
}

/** Basic client credentials of the web or the service client. */
export function basic(
  client: 'web' | 'service',
  secret = `${client}-secret-0123456789`,
): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` }
}

/** Redeems the code of a native sign-in. */
export function redeem(
  issuer: string,
  signedIn: SignedIn,
  changes: Record<string, string> = {},
): Promise<TokenAnswer> {
  return postForm(issuer, {
    grant_type: 'authorization_code',
    client_id: 'native',
    code: signedIn.code,
    redirect_uri: nativeCallback,
    code_verifier: signedIn.verifier,
    ...changes,
  })
}
