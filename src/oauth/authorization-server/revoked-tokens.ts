import { createHash } from 'node:crypto'
import type { Storage } from '../../storage/storage.ts'
import { buildGrantMark, grantMarkOf } from './token-id.ts'

/** Access tokens of one server that ended before their time. */
export interface RevokedTokens {
  /** Ends one access token; `expiresAt` is its own end, in seconds since 1970. */
  revokeToken(tokenId: string, expiresAt: number): Promise<void>
  /** Ends every access token of a grant: those that were issued and any that is under way. */
  revokeGrant(grantId: string): Promise<void>
  /** True when the access token with this `jti` was ended, by itself or with its grant. */
  has(tokenId: string): Promise<boolean>
}

/** What revocations are kept in, and who is told of them. */
export interface RevokedTokensInput {
  readonly storage: Storage
  readonly serverId: string
  /** Told when a revocation is kept; whoever remembers tokens forgets them. */
  readonly onRevoked: () => Promise<void>
}

/** Longer than any access token lives (24 hours), with what clocks may differ by. */
const longestLifeMs = 25 * 3_600_000
/** A token is accepted a little after its end, where clocks differ. */
const toleranceMs = 300_000

/** The revocations of one server, kept as long as what they are about could be accepted. */
export function createRevokedTokens({ storage, serverId, onRevoked }: RevokedTokensInput): RevokedTokens {
  const tokenKey = (tokenId: string): string => `as:${serverId}:revoked:token:${digest(tokenId)}`
  const grantKey = (mark: string): string => `as:${serverId}:revoked:grant:${mark}`
  const keep = async (key: string, ttlMs: number): Promise<void> => {
    await storage.write([{ put: key, value: '', ttlMs }])
    await onRevoked()
  }
  return {
    revokeToken: (tokenId, expiresAt) =>
      keep(tokenKey(tokenId), Math.max(1, expiresAt * 1000 - Date.now()) + toleranceMs),
    revokeGrant: (grantId) => keep(grantKey(buildGrantMark(grantId)), longestLifeMs),
    has: async (tokenId) => {
      const mark = grantMarkOf(tokenId)
      const keys = [tokenKey(tokenId), ...(mark === undefined ? [] : [grantKey(mark)])]
      const found = await Promise.all(keys.map((key) => storage.get(key)))
      return found.some((value) => value !== undefined)
    },
  }
}

/** Keys are of one length, whatever a token calls itself. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
