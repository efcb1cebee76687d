import { randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Storage } from '../../storage/storage.ts'

/** The public half of a server's keys, as `/v1/keys` publishes it. */
export interface JsonWebKeySet {
  readonly keys: readonly JWK[]
}

/** The keys of one authorization server. */
export interface SigningKeys {
  /** Private keys, the one that signs first; never leaves the process. */
  readonly privateKeys: readonly JWK[]
  readonly published: JsonWebKeySet
}

/** Reads the keys of a server, or makes them at its first start: RSA of 2048 bits for RS256, as Okta's are. */
export async function ensureSigningKeys(storage: Storage, serverId: string): Promise<SigningKeys> {
  const stored = await ensureValue(storage, `as:${serverId}:signing-keys`, async () =>
    JSON.stringify([await createKey()]),
  )
  const privateKeys = JSON.parse(stored) as JWK[]
  return { privateKeys, published: { keys: privateKeys.map(publicHalf) } }
}

async function createKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: 'RS256' }
}

/** Named members only: a private member that a future key type adds must not slip out. */
function publicHalf({ kty, alg, kid, use, e, n }: JWK): JWK {
  return { kty, alg, kid, use, e, n } as JWK
}

/** Reads the secrets that sign cookies and form tokens, or makes one at the first start. */
export async function ensureCookieKeys(storage: Storage): Promise<readonly string[]> {
  const create = async (): Promise<string> => JSON.stringify([randomBytes(32).toString('base64url')])
  return JSON.parse(await ensureValue(storage, 'as:cookie-keys', create)) as string[]
}

/** Of several processes that start at once over one store, the first to write decides for all. */
async function ensureValue(storage: Storage, key: string, create: () => Promise<string>): Promise<string> {
  const stored = await storage.get(key)
  if (stored !== undefined) return stored.value
  const value = await create()
  if (await storage.replaceIf(key, undefined, value)) return value
  const winner = await storage.get(key)
  if (winner === undefined)
    throw new Error(`The store lost ${key} while the authorization server was starting.`)
  return winner.value
}
