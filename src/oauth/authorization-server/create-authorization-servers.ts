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
import { recordRequest } from './record-request.ts'
import { resourceNames } from './resource-indicator.ts'
import { serveRequest, type ServerParts } from './serve-request.ts'
import { createUserinfoEndpoint } from './serve-userinfo.ts'
import type { ServedServer } from './served-server.ts'
import { createAttemptLimit } from './sign-in/attempt-limit.ts'
import { ensureCookieKeys, ensureSigningKeys, type JsonWebKeySet } from './signing-keys.ts'

/** What the embedded authorization servers are made of. */
export interface AuthorizationServersInput {
  readonly identity: Identity
  /** Keeps keys, codes, sessions and refresh tokens; closed by whoever opened it. */
  readonly storage: Storage
  readonly publicOrigin: PublicOrigin
  readonly log: Log
  readonly credentials: Credentials
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
  /** Ends what these servers hold; the storage stays open. */
  close(): Promise<void>
}

/** `/oauth2/{id}` with what follows, and the inserted well-known forms of RFC 8414 section 3.1. */
const pathPattern =
  /^(\/\.well-known\/(?:oauth-authorization-server|openid-configuration))?\/oauth2\/([^/?]+)([^?]*)/

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
  const byIssuer = new Map(
    [...servers.values()].flatMap((one) => one.issuers.map((issuer) => [issuer, one] as const)),
  )
  const find = (path: string): OneServer | undefined =>
    path.startsWith('/oauth2/') || path.startsWith('/.well-known/o')
      ? servers.get(pathPattern.exec(path)?.[2] ?? '')
      : undefined

  return {
    serves: (path) => find(path) !== undefined,
    handle: async (req, res, origin) => {
      const url = req.url ?? ''
      const [, wellKnown = '', id = '', rest = ''] = pathPattern.exec(url) ?? []
      const one = servers.get(id)
      const known = publicOrigin.spellings.includes(origin) ? origin : publicOrigin.canonical
      const cut = url.indexOf('?')
      await one?.serve(req, res, known, wellKnown + rest, cut < 0 ? '' : url.slice(cut))
    },
    issuerOf: (id) => `${publicOrigin.canonical}/oauth2/${id}`,
    keysOf: (issuer) => {
      const one = byIssuer.get(issuer)
      return one === undefined ? undefined : Promise.resolve(one.published)
    },
    spellingsOf: (issuer) => byIssuer.get(issuer)?.issuers ?? [issuer],
    close: async () => servers.clear(),
  }
}

interface OneServer {
  readonly issuers: readonly string[]
  readonly published: JsonWebKeySet
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
  const served: ServedServer = {
    server,
    clients: new Map(identity.clients.map((client) => [client.id, client])),
    accounts: createAccounts(identity),
    credentials,
    keys,
    cookieKeys,
    storage,
    resourceNames: resourceNames(server, input.publicOrigin.spellings),
    log: input.log.with({ authorizationServer: server.id }),
  }
  const issuerAt = (origin: string): string => `${origin}/oauth2/${server.id}`
  const issuers = input.publicOrigin.spellings.map(issuerAt)
  const parts: Omit<ServerParts, 'provider'> = {
    served,
    attempts: createAttemptLimit(storage, server.id),
    userinfo: createUserinfoEndpoint(served),
  }
  const providerAt = createProviders(library, served)
  return {
    issuers,
    published: keys.published,
    serve: (req, res, origin, path, query) => {
      const issuer = issuerAt(origin)
      recordRequest(req, res, new URL(issuer).pathname + path, served.log)
      const request = { req, res, origin, issuer, issuers, path, query }
      return serveRequest({ ...parts, provider: providerAt(issuer) }, request)
    },
  }
}

/** One provider for each spelling of the issuer, made when it is first asked for; they share keys and storage. */
function createProviders(library: OidcProvider, served: ServedServer): (issuer: string) => Provider {
  const providers = new Map<string, Provider>()
  return (issuer) => {
    const known = providers.get(issuer)
    if (known !== undefined) return known
    const provider = createProvider(library, served, issuer)
    providers.set(issuer, provider)
    return provider
  }
}
