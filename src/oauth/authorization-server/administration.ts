import type { AdapterPayload } from 'oidc-provider'
import type { Identity } from '../../identity/identity.ts'
import type { Storage } from '../../storage/storage.ts'
import { createAccounts, uidOf } from './accounts.ts'
import { createRevokedTokens } from './revoked-tokens.ts'
import { scanRecords } from './scan-records.ts'
import { readSigningKeysState, type SigningKeysState } from './signing-keys.ts'
import { createStorageAdapter } from './storage-adapter.ts'

/** The signing keys of one server; undefined before its first start. */
export interface ServerState {
  readonly id: string
  readonly signingKeys: SigningKeysState | undefined
}

/** What a person let a client do. */
export interface GrantSummary {
  readonly server: string
  readonly id: string
  /** Login; undefined when the identity file has the person no more. */
  readonly user: string | undefined
  readonly client: string
  readonly scopes: readonly string[]
  /** Milliseconds since the epoch. */
  readonly grantedAt: number
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** Whose grants are meant: all of a person, all of a client, or of a person to a client. */
export interface GrantFilter {
  /** Login. */
  readonly user?: string | undefined
  readonly client?: string | undefined
}

/** How much was ended. */
export interface RevocationCount {
  readonly grants: number
  readonly sessions: number
}

/** What operators do with authorization servers, on their store: beside running servers or without them. */
export interface ServerAdministration {
  readonly serverIds: readonly string[]
  status(): Promise<readonly ServerState[]>
  /** The grants that live, at most `limit`. */
  listGrants(filter: GrantFilter, limit: number): Promise<readonly GrantSummary[]>
  /** Ends grants with their codes and refresh tokens and, where all of a person's are meant, the sign-ins. */
  endGrants(filter: GrantFilter): Promise<RevocationCount>
  /** The spelling of a login in the identity file, which is the subject of its tokens. */
  subjectOf(login: string): string
}

/** Records that belong to a grant. */
const grantModels = ['RefreshToken', 'AuthorizationCode', 'DeviceCode', 'AccessToken'] as const

/** The administration of an identity file's servers. */
export function createServerAdministration(storage: Storage, identity: Identity): ServerAdministration {
  const accounts = createAccounts(identity)
  const serverIds = identity.authorizationServers.map(({ id }) => id)

  async function* grantsOf(server: string, filter: GrantFilter): AsyncGenerator<AdapterPayload> {
    for await (const record of recordsOf(storage, server, 'Grant')) if (matches(record, filter)) yield record
  }

  return {
    serverIds,
    status: () =>
      Promise.all(
        serverIds.map(async (id) => ({ id, signingKeys: await readSigningKeysState(storage, id) })),
      ),
    listGrants: async (filter, limit) => {
      const found: GrantSummary[] = []
      for (const server of serverIds) {
        for await (const grant of grantsOf(server, filter)) {
          if (found.length >= limit) return found
          const login = accounts.byUid(textOf(grant['accountId']))?.user.login
          found.push(summaryOf(server, grant, login))
        }
      }
      return found
    },
    endGrants: async (filter) => {
      const count = { grants: 0, sessions: 0 }
      for (const server of serverIds) {
        for await (const grant of grantsOf(server, filter)) {
          await endGrant(storage, server, textOf(grant.jti))
          count.grants += 1
        }
        if (filter.client === undefined) count.sessions += await endSessions(storage, server, filter)
      }
      return count
    },
    subjectOf: (login) => accounts.byLogin(login)?.user.login ?? login,
  }
}

function matches(record: AdapterPayload, { user, client }: GrantFilter): boolean {
  if (user !== undefined && record['accountId'] !== uidOf(user)) return false
  return client === undefined || record['clientId'] === client
}

async function* recordsOf(
  storage: Storage,
  server: string,
  model: 'Grant' | 'Session',
): AsyncGenerator<AdapterPayload> {
  for await (const { value } of scanRecords(storage, `as:${server}:${model}:`))
    yield JSON.parse(value) as AdapterPayload
}

/** The library's own adapter removes, so that what it indexes goes too. */
function adapterFor(storage: Storage, serverId: string): ReturnType<typeof createStorageAdapter> {
  // Whoever ends grants has policies forget what they remember of tokens, once for all of them.
  const revokedTokens = createRevokedTokens({ storage, serverId, onRevoked: () => Promise.resolve() })
  return createStorageAdapter(storage, serverId, {
    leewaySeconds: 0,
    codeAlreadyUsed: () => new Error('no code is redeemed here'),
    revokeAccessTokens: (grantId) => revokedTokens.revokeGrant(grantId),
  })
}

async function endGrant(storage: Storage, server: string, id: string): Promise<void> {
  const adapterOf = adapterFor(storage, server)
  // The grant first: whoever refreshes at this moment finds none, whatever becomes of the token.
  await adapterOf('Grant').destroy(id)
  for (const model of grantModels) await adapterOf(model).revokeByGrantId(id)
}

async function endSessions(storage: Storage, server: string, filter: GrantFilter): Promise<number> {
  const sessions = adapterFor(storage, server)('Session')
  let count = 0
  for await (const session of recordsOf(storage, server, 'Session')) {
    if (!matches(session, filter)) continue
    await sessions.destroy(textOf(session.jti))
    count += 1
  }
  return count
}

function summaryOf(server: string, grant: AdapterPayload, login: string | undefined): GrantSummary {
  const { openid, resources } = grant as AdapterPayload & {
    readonly openid?: { readonly scope?: string }
    readonly resources?: Readonly<Record<string, string>>
  }
  const scopes = [openid?.scope ?? '', ...Object.values(resources ?? {})].flatMap((text) => text.split(' '))
  return {
    server,
    id: textOf(grant.jti),
    user: login,
    client: textOf(grant['clientId']),
    scopes: [...new Set(scopes)].filter((scope) => scope !== ''),
    grantedAt: secondsOf(grant['iat']) * 1000,
    expiresAt: secondsOf(grant['exp']) * 1000,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function secondsOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
