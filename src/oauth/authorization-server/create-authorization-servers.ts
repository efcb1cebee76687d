import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import type { PublicOrigin } from '../../foundation/http/public-origin.ts'
import type { AuthorizationServer, Identity } from '../../identity/identity.ts'
import type { Storage } from '../../storage/storage.ts'
import type { Log } from '../../telemetry/log.ts'
import { createAccounts } from './accounts.ts'
import { createProvider } from './create-provider.ts'
import type { Credentials } from './credentials.ts'
import { loadOidcProvider, type OidcProvider } from './load-oidc-provider.ts'
import { orgErrors, sendOrgError } from './org-errors.ts'
import { recordRequest } from './record-request.ts'
import { createClientDirectory, type ClientDirectory } from './registration/client-directory.ts'
import { createClientDocuments } from './registration/client-documents.ts'
import { createRegisteredClients } from './registration/registered-clients.ts'
import { resourceNames } from './resource-indicator.ts'
import { createRevokedTokens, type RevokedTokens } from './revoked-tokens.ts'
import { serveRequest, type ServerParts } from './serve-request.ts'
import { createUserinfoEndpoint } from './serve-userinfo.ts'
import type { ServedServer } from './served-server.ts'
import { createAttemptLimit } from './sign-in/attempt-limit.ts'
import { ensureCookieKeys, ensureSigningKeys, type JsonWebKeySet, type SigningKeys } from './signing-keys.ts'
import { createTokenVerifier } from './verify-access-token.ts'

/** What the embedded authorization servers are made of. */
export interface AuthorizationServersInput {
  readonly identity: Identity
  /** Keeps keys, codes, sessions and refresh tokens; closed by whoever opened it. */
  readonly storage: Storage
  readonly publicOrigin: PublicOrigin
  readonly log: Log
  readonly credentials: Credentials
  /** Told of the issuers, in every spelling, of which tokens were revoked: memories of tokens are to be emptied. */
  readonly onRevoked?: (issuers: readonly string[]) => Promise<void>
}

/** The embedded authorization servers of a project. */
export interface AuthorizationServers {
  /** True for the paths these servers answer; asked for every request of the process, so it is cheap. */
  serves(path: string): boolean
  /** Answers a request; `origin` is the spelling of the public origin the caller asked for. */
  handle(req: IncomingMessage, res: ServerResponse, origin: string): Promise<void>
  /** The canonical issuer of a server. */
  issuerOf(id: string): string
  /** The public keys behind an issuer of this process, in any spelling, read without HTTP; undefined for foreign ones. */
  keysOf(issuer: string): Promise<JsonWebKeySet> | undefined
  /** Every spelling of an issuer of this process; the issuer alone when it is not one. */
  spellingsOf(issuer: string): readonly string[]
  /** True when an access token with this `jti` of an issuer of this process was revoked. */
  isRevoked(issuer: string, tokenId: string): Promise<boolean>
  /** Signs with another key from now on, as after a leak; tokens of the old key stay good until they expire. */
  rotateKeys(id: string): Promise<void>
  /** Ends what these servers hold; the storage stays open. */
  close(): Promise<void>
}

/** `/oauth2/{id}` with what follows, and the inserted well-known forms of RFC 8414 section 3.1. */
const pathPattern =
  /^(\/\.well-known\/(?:oauth-authorization-server|openid-configuration))?\/oauth2\/([^/?]+)([^?]*)/

/** Where Okta registers clients for all servers of an organization, with an administrator's token: nobody has one here. */
const orgRegistrationPath = /^\/oauth2\/v1\/clients(?:[/?]|$)/

/** Creates the authorization servers of an identity file; keys are read or made here, at start. */
export async function createAuthorizationServers(
  input: AuthorizationServersInput,
): Promise<AuthorizationServers> {
  const { identity, publicOrigin, log } = input
  const library = await loadOidcProvider(log)
  const cookieKeys = await ensureCookieKeys(input.storage)
  const servers = new Map<string, OneServer>()
  for (const server of identity.authorizationServers) {
    servers.set(server.id, await createOneServer(library, input, server, cookieKeys))
  }
  const upkeep = setInterval(() => void maintainKeys(servers.values(), log), upkeepMs).unref()
  const byIssuer = new Map(
    [...servers.values()].flatMap((one) => one.issuers.map((issuer) => [issuer, one] as const)),
  )
  const find = (path: string): OneServer | undefined =>
    path.startsWith('/oauth2/') || path.startsWith('/.well-known/o')
      ? servers.get(pathPattern.exec(path)?.[2] ?? '')
      : undefined

  return {
    serves: (path) => find(path) !== undefined || orgRegistrationPath.test(path),
    handle: async (req, res, origin) => {
      const url = req.url ?? ''
      if (orgRegistrationPath.test(url)) return sendOrgError(res, orgErrors.forbidden)
      const [, wellKnown = '', id = '', rest = ''] = pathPattern.exec(url) ?? []
      const one = servers.get(id)
      const known = publicOrigin.spellings.includes(origin) ? origin : publicOrigin.canonical
      const cut = url.indexOf('?')
      await one?.serve(req, res, known, wellKnown + rest, cut < 0 ? '' : url.slice(cut))
    },
    issuerOf: (id) => `${publicOrigin.canonical}/oauth2/${id}`,
    keysOf: (issuer) => {
      const one = byIssuer.get(issuer)
      return one === undefined ? undefined : Promise.resolve(one.keys.published)
    },
    spellingsOf: (issuer) => byIssuer.get(issuer)?.issuers ?? [issuer],
    isRevoked: async (issuer, tokenId) => (await byIssuer.get(issuer)?.revokedTokens.has(tokenId)) ?? false,
    rotateKeys: async (id) => {
      await servers.get(id)?.keys.rotate()
    },
    close: async () => {
      clearInterval(upkeep)
      servers.clear()
    },
  }
}

/** How often a process looks whether keys are due, or were rotated by another one. */
const upkeepMs = 3_600_000

async function maintainKeys(servers: Iterable<OneServer>, log: Log): Promise<void> {
  for (const { keys } of servers) {
    try {
      await keys.maintain()
    } catch (error) {
      log.error('The signing keys could not be looked after.', { error })
    }
  }
}

interface OneServer {
  readonly issuers: readonly string[]
  readonly keys: SigningKeys
  readonly revokedTokens: RevokedTokens
  serve(req: IncomingMessage, res: ServerResponse, origin: string, path: string, query: string): Promise<void>
}

async function createOneServer(
  library: OidcProvider,
  input: AuthorizationServersInput,
  server: AuthorizationServer,
  cookieKeys: readonly string[],
): Promise<OneServer> {
  const { storage, identity, credentials } = input
  const keys = await ensureSigningKeys(storage, server.id)
  await keys.maintain()
  const issuerAt = (origin: string): string => `${origin}/oauth2/${server.id}`
  const issuers = input.publicOrigin.spellings.map(issuerAt)
  const log = input.log.with({ authorizationServer: server.id })
  const served: ServedServer = {
    server,
    clients: openClientDirectory(server, input, log),
    accounts: createAccounts(identity),
    credentials,
    keys,
    revokedTokens: createRevokedTokens({
      storage,
      serverId: server.id,
      onRevoked: async () => input.onRevoked?.(issuers),
    }),
    cookieKeys,
    storage,
    issuers,
    resourceNames: resourceNames(server, input.publicOrigin.spellings),
    log,
  }
  const parts: Omit<ServerParts, 'provider'> = {
    served,
    attempts: createAttemptLimit(storage, server.id),
    userinfo: createUserinfoEndpoint(served, createTokenVerifier(served)),
  }
  const providerAt = createProviders(library, served)
  return {
    issuers,
    keys,
    revokedTokens: served.revokedTokens,
    serve: (req, res, origin, path, query) => {
      const issuer = issuerAt(origin)
      recordRequest(req, res, new URL(issuer).pathname + path, served.log)
      const request = { req, res, origin, issuer, path, query }
      return serveRequest({ ...parts, provider: providerAt(issuer) }, request)
    },
  }
}

function openClientDirectory(
  server: AuthorizationServer,
  { storage, identity }: AuthorizationServersInput,
  log: Log,
): ClientDirectory {
  const { id, registration, clientIdMetadata } = server
  return createClientDirectory({
    server,
    declared: identity.clients,
    registered: registration && createRegisteredClients(storage, id, registration),
    documents: clientIdMetadata && createClientDocuments(clientIdMetadata, log),
  })
}

/** One provider for each spelling of the issuer, made when it is first asked for and anew when the keys change. */
function createProviders(library: OidcProvider, served: ServedServer): (issuer: string) => Provider {
  const providers = new Map<string, { readonly provider: Provider; readonly keys: readonly unknown[] }>()
  return (issuer) => {
    const known = providers.get(issuer)
    const keys = served.keys.privateKeys
    if (known?.keys === keys) return known.provider
    const provider = createProvider(library, served, issuer)
    providers.set(issuer, { provider, keys })
    return provider
  }
}
