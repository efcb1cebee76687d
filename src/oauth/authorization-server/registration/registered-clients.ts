import { createHash, randomBytes } from 'node:crypto'
import type { RegistrationSettings } from '../../../identity/identity.ts'
import { everyoneGroup } from '../../../identity/people.ts'
import type { Storage } from '../../../storage/storage.ts'
import { digest, matchesDigest } from './digest.ts'
import type { KnownClient } from './known-client.ts'
import type { ClientMetadata } from './parse-client-metadata.ts'

/** What a client is told of its registration. */
export interface Registration {
  readonly clientId: string
  readonly metadata: ClientMetadata
  /** Seconds since 1970. */
  readonly issuedAt: number
  /** Told once, when it is made; undefined for a public client. */
  readonly secret?: string
  /** What lets the client read and remove its registration; told once, to confidential clients alone. */
  readonly accessToken?: string
}

/** Why nothing is registered. */
export type RegistrationRefusal = 'full' | 'too_many_from_address'

/** The clients that have registered themselves at one server. */
export interface RegisteredClients {
  /**
   * Registers a client. A public client that says the same as an earlier one is that client: clients that register at
   * every start leave one entry, not one a start. Each confidential client is a client of its own.
   */
  register(metadata: ClientMetadata, network: string): Promise<Registration | RegistrationRefusal>
  find(clientId: string): Promise<KnownClient | undefined>
  /** The registration, to who holds its access token. */
  read(clientId: string, accessToken: string): Promise<Registration | undefined>
  /** Removes a registration; its client is unknown from now on. */
  remove(clientId: string): Promise<void>
  /** Notes that a client got a token, which keeps its registration alive. */
  recordUse(clientId: string): Promise<void>
}

interface StoredRegistration {
  readonly metadata: ClientMetadata
  readonly issuedAt: number
  readonly usedAt?: number
  readonly secretDigest?: string
  readonly accessTokenDigest?: string
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A use is written down when the last one that was is older than this. */
const useGranularityMs = dayMs / 4

const idPattern = /^0oa[A-Za-z0-9]{17}$/

/** The registrations of one server, kept in the gateway's store; time removes what nobody uses. */
export function createRegisteredClients(
  storage: Storage,
  serverId: string,
  settings: RegistrationSettings,
): RegisteredClients {
  const prefix = `as:${serverId}:registered-client:`
  const keyOf = (clientId: string): string => prefix + clientId
  const load = async (clientId: string): Promise<StoredRegistration | undefined> => {
    if (!idPattern.test(clientId)) return undefined
    const stored = await storage.get(keyOf(clientId))
    return stored === undefined ? undefined : (JSON.parse(stored.value) as StoredRegistration)
  }
  const unusedMs = Math.ceil(settings.keepUnusedHours * hourMs)
  const usedMs = Math.ceil(settings.keepUsedDays * dayMs)

  return {
    register: async (metadata, network) => {
      const isPublic = metadata.authMethod === 'none'
      const clientId = isPublic ? publicId(metadata) : randomId()
      const known = await load(clientId)
      if (known !== undefined) return { clientId, metadata, issuedAt: known.issuedAt }
      const counter = `as:${serverId}:registrations:${digest(network)}`
      if ((await storage.increment(counter, 1, hourMs)) > settings.perAddressPerHour)
        return 'too_many_from_address'
      if ((await storage.list(prefix, settings.maxClients)).length >= settings.maxClients) return 'full'
      const issuedAt = nowInSeconds()
      const proof = isPublic ? {} : { secret: randomSecret(), accessToken: randomSecret() }
      const stored: StoredRegistration = { metadata, issuedAt, ...digestsOf(proof) }
      // Of two equal registrations at one moment the first is kept; they are the same client.
      await storage.replaceIf(keyOf(clientId), undefined, JSON.stringify(stored), unusedMs)
      return { clientId, metadata, issuedAt, ...proof }
    },
    find: async (clientId) => {
      const stored = await load(clientId)
      return stored === undefined ? undefined : toClient(clientId, stored, settings)
    },
    read: async (clientId, accessToken) => {
      const stored = await load(clientId)
      if (stored?.accessTokenDigest === undefined) return undefined
      if (!matchesDigest(accessToken, stored.accessTokenDigest)) return undefined
      return { clientId, metadata: stored.metadata, issuedAt: stored.issuedAt }
    },
    remove: (clientId) => storage.write([{ delete: keyOf(clientId) }]),
    recordUse: async (clientId) => {
      if (!idPattern.test(clientId)) return
      const before = await storage.get(keyOf(clientId))
      if (before === undefined) return
      const stored = JSON.parse(before.value) as StoredRegistration
      const now = nowInSeconds()
      if (stored.usedAt !== undefined && (now - stored.usedAt) * 1000 < useGranularityMs) return
      // When somebody else writes at this moment, they note a use or remove the client: both are right.
      const value = JSON.stringify({ ...stored, usedAt: now })
      await storage.replaceIf(keyOf(clientId), before.version, value, usedMs)
    },
  }
}

function toClient(
  clientId: string,
  { metadata, secretDigest }: StoredRegistration,
  settings: RegistrationSettings,
): KnownClient {
  return {
    id: clientId,
    name: metadata.name,
    // A public client may listen on any loopback port (RFC 8252 section 7.3), and its refresh tokens are rotated.
    type: metadata.authMethod === 'none' ? 'native' : 'web',
    tokenEndpointAuthMethod: metadata.authMethod,
    secret: secretDigest,
    jwks: undefined,
    pkceRequired: true,
    grantTypes: metadata.grantTypes,
    redirectUris: metadata.redirectUris,
    postLogoutRedirectUris: [],
    assignedTo: { groups: [everyoneGroup], users: [] },
    selfRegistered: { by: 'registration', scopes: settings.scopes },
  }
}

function digestsOf(proof: { secret?: string; accessToken?: string }): Partial<StoredRegistration> {
  if (proof.secret === undefined || proof.accessToken === undefined) return {}
  return { secretDigest: digest(proof.secret), accessTokenDigest: digest(proof.accessToken) }
}

/** The id of a public client is made of what it says, so that saying it again changes nothing. */
function publicId({ name, grantTypes, redirectUris }: ClientMetadata): string {
  return idFrom(
    createHash('sha512')
      .update(JSON.stringify([name, grantTypes, [...redirectUris].sort()]))
      .digest(),
  )
}

function randomId(): string {
  return idFrom(randomBytes(64))
}

/** 20 characters, as Okta's ids of applications have. */
function idFrom(bytes: Buffer): string {
  return `0oa${bytes.toString('base64url').replaceAll(/[-_]/g, '').slice(0, 17)}`
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
