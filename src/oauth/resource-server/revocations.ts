import type { Storage, StorageWrite } from '../../storage/storage.ts'
import type { Claims } from './parse-access-token.ts'

/** What was revoked; with nothing named, only memories are to be emptied. */
export interface Revocation {
  /** The `jti` of one token. */
  readonly tokenId?: string
  /** A subject: its tokens issued up to now. */
  readonly subject?: string
  /** A client id: its tokens issued up to now. */
  readonly client?: string
  /** How long it is kept, seconds; at least the life of the tokens. Default 24 hours. */
  readonly keptSeconds?: number
}

/** Tokens that are refused although their issuer signed them. */
export interface Revocations {
  add(revocation: Revocation): Promise<void>
  /** True when the token was revoked by its id, its subject or its client. */
  covers(claims: Claims, subject: string): Promise<boolean>
}

/** What revocations need. */
export interface RevocationsInput {
  readonly storage: Storage
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly sha256: (text: string) => string
  /** Ids and subjects belong to an issuer; another's are others. */
  readonly issuer: string
}

const defaultKeptSeconds = 86_400

/** Creates the list of revoked tokens of one issuer, shared by all gateways on one storage. */
export function createRevocations({ storage, now, sha256, issuer }: RevocationsInput): Revocations {
  const keyOf = (kind: Kind, value: string): string =>
    `revoked:${kind}:${sha256(JSON.stringify([issuer, value]))}`

  const add = async (revocation: Revocation): Promise<void> => {
    const { tokenId, subject, client, keptSeconds = defaultKeptSeconds } = revocation
    const named = { token: tokenId, subject, client }
    const value = String(Math.floor(now() / 1000))
    const writes = Object.entries(named).flatMap(([kind, name]): StorageWrite[] =>
      name === undefined ? [] : [{ put: keyOf(kind as Kind, name), value, ttlMs: keptSeconds * 1000 }],
    )
    if (writes.length > 0) await storage.write(writes)
  }

  const isRevoked = async (kind: Kind, value: unknown, issuedAt: unknown): Promise<boolean> => {
    if (typeof value !== 'string') return false
    const found = await storage.get(keyOf(kind, value))
    if (found === undefined) return false
    // Whoever signs in again afterwards gets tokens that hold; a token that does not say when it was issued may be old.
    return kind === 'token' || typeof issuedAt !== 'number' || issuedAt <= Number(found.value)
  }

  const covers = async (claims: Claims, subject: string): Promise<boolean> => {
    const issuedAt = claims['iat']
    const found = await Promise.all([
      isRevoked('token', claims['jti'], issuedAt),
      isRevoked('subject', subject, issuedAt),
      isRevoked('client', claims['cid'] ?? claims['client_id'] ?? claims['azp'], issuedAt),
    ])
    return found.includes(true)
  }

  return { add, covers }
}

type Kind = 'token' | 'subject' | 'client'
