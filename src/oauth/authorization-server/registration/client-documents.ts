import { LRUCache } from 'lru-cache'
import { ok, refuse, type Result } from '../../../foundation/result.ts'
import type { ClientIdMetadataSettings, PublicJwk } from '../../../identity/identity.ts'
import { everyoneGroup } from '../../../identity/people.ts'
import type { Log } from '../../../telemetry/log.ts'
import { oktaErrors, type OktaError } from '../okta-errors.ts'
import { fetchDocument, type FetchedDocument, type FetchProblem, type LookUp } from './fetch-document.ts'
import type { KnownClient } from './known-client.ts'
import { parseClientMetadata, type ClientMetadata } from './parse-client-metadata.ts'

/** The clients whose ids are URLs of documents about them (OAuth Client ID Metadata Documents). */
export interface ClientDocuments {
  /** The client behind such an id; undefined for an id that is no such URL. */
  find(clientId: string): Promise<Result<KnownClient, OktaError> | undefined>
}

/** Longest document in bytes, and milliseconds it may take, as the draft advises. */
const limits = { maxBytes: 5 * 1024, timeoutMs: 2500 }
/** A key set is longer than what points to it. */
const keySetBytes = 16 * 1024
/** Seconds a document is kept: what its server says, between these. */
const shortestLife = 60
const longestLife = 86_400
/** Seconds when its server does not say. */
const usualLife = 3600
/** Seconds for which a document that was no good is not asked for again. */
const refusalLife = 60
/** Seconds for which an old document still counts while its server does not answer. */
const staleLife = 86_400
/** Documents that are kept at one time, and refusals. */
const keptDocuments = 1000
/** Requests in a minute to one host, and to all. */
const perHostPerMinute = 20
const perMinute = 200

/** What came of reading a document. Times are in milliseconds since 1970. */
type Kept =
  | { readonly client: KnownClient; readonly until: number; readonly staleUntil: number }
  | { readonly refusal: OktaError; readonly until: number }

/** Reads the documents of clients and keeps them for a while. */
export function createClientDocuments(
  settings: ClientIdMetadataSettings,
  log: Log,
  lookup?: LookUp,
): ClientDocuments {
  // Apart, so that names nobody knows do not push out clients that are in use.
  const clients = new LRUCache<string, Extract<Kept, { client: unknown }>>({ max: keptDocuments })
  const refusals = new LRUCache<string, Extract<Kept, { refusal: unknown }>>({ max: keptDocuments })
  const asked = new Map<string, Promise<Kept>>()
  const mayFetch = createFetchLimit()
  const reader = { ...settings, ...(lookup === undefined ? {} : { lookup }) }

  const read = async (url: URL): Promise<Kept> => {
    const outcome = mayFetch(url.host)
      ? await readClient(url, reader)
      : refuse({ error: oktaErrors.tooManyDocuments, reason: 'too many documents of this host' })
    const now = Date.now()
    if (outcome.ok) {
      const until = now + lifeOf(outcome.value.maxAge) * 1000
      return { client: outcome.value.client, until, staleUntil: until + staleLife * 1000 }
    }
    const { error, reason } = outcome.error
    log.info('The metadata document of a client was refused.', { clientId: url.href, reason })
    return { refusal: error, until: now + refusalLife * 1000 }
  }

  const readOnce = async (clientId: string, url: URL): Promise<Kept> => {
    const reading = asked.get(clientId) ?? read(url).finally(() => asked.delete(clientId))
    asked.set(clientId, reading)
    const kept = await reading
    if ('client' in kept) clients.set(clientId, kept)
    else refusals.set(clientId, kept)
    return kept
  }

  return {
    find: async (clientId) => {
      const url = parseClientId(clientId, settings)
      if (url === undefined) return undefined
      const known = clients.get(clientId)
      if (known !== undefined && known.until > Date.now()) return ok(known.client)
      const refused = refusals.get(clientId)
      const kept =
        refused !== undefined && refused.until > Date.now() ? refused : await readOnce(clientId, url)
      if ('client' in kept) return ok(kept.client)
      // That a server is down today does not make its client another one than yesterday.
      const mayBeStale = passing.has(kept.refusal) && known !== undefined && known.staleUntil > Date.now()
      return mayBeStale ? ok(known.client) : refuse(kept.refusal)
    },
  }
}

/** Refusals that say nothing of the document. */
const passing: ReadonlySet<OktaError> = new Set([oktaErrors.documentUnreachable, oktaErrors.tooManyDocuments])

function lifeOf(maxAge: number | undefined): number {
  return Math.min(Math.max(maxAge ?? usualLife, shortestLife), longestLife)
}

/**
 * The URL that a client id is. One that is not spelled as it is requested (upper case, dot segments, a default port, a
 * fragment, a user) would let two ids mean one document, so it is none. The draft wants a path.
 */
function parseClientId(clientId: string, settings: ClientIdMetadataSettings): URL | undefined {
  if (clientId.length > 1024 || !/^https?:\/\//.test(clientId) || !URL.canParse(clientId)) return undefined
  const url = new URL(clientId)
  if (url.href !== clientId || /[#@]/.test(clientId) || url.pathname === '/') return undefined
  if (url.protocol === 'http:' && !settings.loopback) return undefined
  return settings.hosts.length === 0 || settings.hosts.includes(url.hostname) ? url : undefined
}

interface Refusal {
  readonly error: OktaError
  readonly reason: string
}

type Reader = ClientIdMetadataSettings & { readonly lookup?: LookUp }

async function readClient(
  url: URL,
  reader: Reader,
): Promise<Result<{ client: KnownClient; maxAge: number | undefined }, Refusal>> {
  const document = await fetchDocument(url, { ...limits, ...reader })
  if (!document.ok) return refuse(describeFetch(document.error))
  const problem = judgeDocument(url, document.value.value)
  if (problem !== undefined) return refuse({ error: problem, reason: problem.description })
  const metadata = parseClientMetadata(document.value.value, {
    // Draft: a document that anybody can read holds no secret, so no method that needs one.
    authMethods: ['none', 'private_key_jwt'],
    defaultAuthMethod: 'none',
    redirectHosts: [],
    redirectSchemes: reader.redirectSchemes,
  })
  if (!metadata.ok) {
    const { description } = metadata.error
    return refuse({ error: oktaErrors.clientMetadata(description), reason: description })
  }
  const keys = await readKeys(url, metadata.value, reader)
  if (!keys.ok) return keys
  return ok({
    client: toClient(url.href, metadata.value, keys.value, reader),
    maxAge: document.value.maxAge,
  })
}

/** A server that does not answer is no fault of the client: it must not be told to forget its tokens. */
function describeFetch({ kind, reason }: FetchProblem): Refusal {
  if (kind === 'unreachable') return { error: oktaErrors.documentUnreachable, reason }
  if (kind === 'malformed') return { error: oktaErrors.documentNotJson, reason }
  return { error: oktaErrors.unknownClient, reason }
}

function judgeDocument(url: URL, value: unknown): OktaError | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return oktaErrors.documentNotJson
  const document = value as Readonly<Record<string, unknown>>
  if (document['client_id'] !== url.href) return oktaErrors.documentOfOtherClient
  if (document['redirect_uris'] === undefined) return oktaErrors.documentWithoutRedirectUris
  if ('client_secret' in document || 'client_secret_expires_at' in document)
    return oktaErrors.clientMetadata('A metadata document must not hold a secret.')
  return undefined
}

async function readKeys(
  url: URL,
  metadata: ClientMetadata,
  reader: Reader,
): Promise<Result<readonly PublicJwk[], Refusal>> {
  const fail = (description: string, reason = description): Result<never, Refusal> =>
    refuse({ error: oktaErrors.clientMetadata(description), reason })
  if (metadata.authMethod === 'none') return ok([])
  let { keys } = metadata
  if (metadata.keysUrl !== undefined) {
    const at = URL.canParse(metadata.keysUrl) ? new URL(metadata.keysUrl) : undefined
    if (at?.origin !== url.origin) return fail('The jwks_uri must have the origin of the document.')
    const answer = await fetchDocument(at, { ...limits, ...reader, maxBytes: keySetBytes })
    if (!answer.ok) return refuse(describeFetch(answer.error))
    keys = keysOf(answer.value)
  }
  const fit = keys.filter((key) => (key['kty'] === 'RSA' || key['kty'] === 'EC') && key['d'] === undefined)
  if (fit.length === 0 || fit.length < keys.length)
    return fail('private_key_jwt needs public keys of type RSA or EC, and no others.')
  return ok(fit)
}

function keysOf({ value }: FetchedDocument): readonly PublicJwk[] {
  const keys: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'keys') : undefined
  const isKey = (key: unknown): key is PublicJwk => typeof key === 'object' && key !== null
  return Array.isArray(keys) && keys.length <= 20 ? keys.filter(isKey) : []
}

function toClient(
  id: string,
  metadata: ClientMetadata,
  keys: readonly PublicJwk[],
  settings: ClientIdMetadataSettings,
): KnownClient {
  return {
    id,
    name: metadata.name,
    // Documents list loopback redirect URIs without a port (RFC 8252 section 7.3).
    type: 'native',
    tokenEndpointAuthMethod: metadata.authMethod,
    secret: undefined,
    jwks: keys.length === 0 ? undefined : { keys },
    pkceRequired: true,
    grantTypes: metadata.grantTypes,
    redirectUris: metadata.redirectUris,
    postLogoutRedirectUris: [],
    assignedTo: { groups: [everyoneGroup], users: [] },
    selfRegistered: { by: 'document', scopes: settings.scopes },
  }
}

/** Anybody may name a URL here, so what goes out is bounded: this server is not to be aimed at others. */
function createFetchLimit(): (host: string) => boolean {
  let minute = 0
  let all = 0
  const byHost = new Map<string, number>()
  return (host) => {
    const now = Math.floor(Date.now() / 60_000)
    if (now !== minute) {
      minute = now
      all = 0
      byHost.clear()
    }
    const ofHost = byHost.get(host) ?? 0
    if (all >= perMinute || ofHost >= perHostPerMinute) return false
    all += 1
    byHost.set(host, ofHost + 1)
    return true
  }
}
