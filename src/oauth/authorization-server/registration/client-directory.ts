import { LRUCache } from 'lru-cache'
import { ok, refuse, type Result } from '../../../foundation/result.ts'
import type { AuthorizationServer, IdentityClient } from '../../../identity/identity.ts'
import { oktaErrors, type OktaError } from '../okta-errors.ts'
import type { ClientDocuments } from './client-documents.ts'
import type { KnownClient } from './known-client.ts'
import type { RegisteredClients } from './registered-clients.ts'

/** The clients of one authorization server: those of the identity file, and those that came by themselves. */
export interface ClientDirectory {
  /** A declared client, or one that {@link find} has just answered. */
  get(clientId: string): KnownClient | undefined
  /** The declared clients. */
  values(): Iterable<KnownClient>
  /** Looks a client up wherever it may be; every request does so before it asks {@link get}. */
  find(clientId: string): Promise<Result<KnownClient, OktaError>>
  /** What exists of the server for a client: one that registered itself may see fewer scopes. */
  serverFor(clientId: string): AuthorizationServer
  /** Those that registered themselves; undefined where none may. */
  readonly registered: RegisteredClients | undefined
}

/** Where a directory looks. */
export interface DirectorySources {
  readonly server: AuthorizationServer
  readonly declared: readonly IdentityClient[]
  readonly registered: RegisteredClients | undefined
  readonly documents: ClientDocuments | undefined
}

/** Clients found lately: far more than there are requests at one time. */
const rememberedClients = 10_000

/** Creates the directory of one server. */
export function createClientDirectory(sources: DirectorySources): ClientDirectory {
  const { server, registered, documents } = sources
  const declared = new Map<string, KnownClient>(sources.declared.map((client) => [client.id, client]))
  const found = new LRUCache<string, KnownClient>({ max: rememberedClients })
  const get = (clientId: string): KnownClient | undefined => declared.get(clientId) ?? found.get(clientId)

  const search = async (clientId: string): Promise<Result<KnownClient, OktaError>> => {
    const registration = await registered?.find(clientId)
    if (registration !== undefined) return ok(registration)
    return (await documents?.find(clientId)) ?? refuse(oktaErrors.unknownClient)
  }

  return {
    get,
    registered,
    values: () => declared.values(),
    find: async (clientId) => {
      const known = declared.get(clientId)
      if (known !== undefined) return ok(known)
      const outcome = await search(clientId)
      if (outcome.ok) found.set(clientId, outcome.value)
      else found.delete(clientId)
      return outcome
    },
    serverFor: (clientId) => {
      const scopes = get(clientId)?.selfRegistered?.scopes
      if (scopes === undefined) return server
      return { ...server, scopes: server.scopes.filter(({ name }) => scopes.includes(name)) }
    },
  }
}
