import { randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Storage } from '../../storage/storage.ts'
import { ensureValue } from './ensure-value.ts'

/** The public half of a server's keys, as `/v1/keys` publishes it. */
export interface JsonWebKeySet {
  readonly keys: readonly JWK[]
}

/** The keys of one authorization server; both lists are replaced as a whole when the keys change. */
export interface SigningKeys {
  /** Private keys, the one that signs first; never leaves the process. */
  readonly privateKeys: readonly JWK[]
  /** In the order ACTIVE, NEXT, EXPIRED. */
  readonly published: JsonWebKeySet
  /** Signs with the next key from now on; tokens of the old one verify until the last of them has expired. */
  rotate(): Promise<void>
  /** What time asks for: a next key half-way, a rotation at the end, expired keys dropped; reads what others have done. */
  maintain(): Promise<void>
}

/** What the store holds. */
interface KeyRing {
  readonly active: JWK
  /** Published before it signs, so that nobody meets a key they have not read. */
  readonly next?: JWK | undefined
  readonly expired: readonly { readonly key: JWK; readonly until: number }[]
  readonly rotatedAt: number
}

const day = 24 * 3_600_000
/** Okta rotates four times a year, and publishes the next key half-way. */
const rotationAge = 90 * day
const publicationAge = 45 * day
/** Longer than any token lives: 24 hours is the longest access token. */
const expiredLife = 25 * 3_600_000

function keysName(serverId: string): string {
  return `as:${serverId}:signing-keys`
}

/** Reads the keys of a server, or makes them at its first start: RSA of 2048 bits for RS256, as Okta's are. */
export async function ensureSigningKeys(storage: Storage, serverId: string): Promise<SigningKeys> {
  const name = keysName(serverId)
  const first = async (): Promise<string> =>
    JSON.stringify({ active: await createKey(), expired: [], rotatedAt: Date.now() } satisfies KeyRing)
  let text = await ensureValue(storage, name, first)
  let lists = listsOf(text)
  const show = (now: string): void => {
    if (now !== text) lists = listsOf(now)
    text = now
  }

  const change = async (step: (ring: KeyRing) => Promise<KeyRing>): Promise<void> => {
    for (;;) {
      const stored = await storage.get(name)
      if (stored === undefined) throw new Error(`The store lost ${name}.`)
      const ring = readRing(stored.value)
      const changed = await step(ring)
      if (changed === ring) return show(stored.value)
      const value = JSON.stringify(changed)
      if (await storage.replaceIf(name, stored.version, value)) return show(value)
    }
  }

  return {
    get privateKeys() {
      return lists.privateKeys
    },
    get published() {
      return lists.published
    },
    rotate: () => change(rotateRing),
    maintain: () => change(maintainRing),
  }
}

/** One signing key as operators see it. */
export interface SigningKeyState {
  readonly kid: string
  readonly state: 'active' | 'next' | 'expired'
  /** When an expired key is withdrawn, milliseconds since the epoch. */
  readonly withdrawnAt?: number
}

/** The keys of one server and their age. */
export interface SigningKeysState {
  /** Milliseconds since the epoch. */
  readonly rotatedAt: number
  /** In the order they are published in. */
  readonly keys: readonly SigningKeyState[]
}

/** What the store holds of a server's keys; undefined before its first start. */
export async function readSigningKeysState(
  storage: Storage,
  serverId: string,
): Promise<SigningKeysState | undefined> {
  const stored = await storage.get(keysName(serverId))
  if (stored === undefined) return undefined
  const { active, next, expired, rotatedAt } = readRing(stored.value)
  const kidOf = ({ kid = '' }: JWK): string => kid
  return {
    rotatedAt,
    keys: [
      { kid: kidOf(active), state: 'active' },
      ...(next === undefined ? [] : [{ kid: kidOf(next), state: 'next' as const }]),
      ...expired.map(({ key, until }) => ({
        kid: kidOf(key),
        state: 'expired' as const,
        withdrawnAt: until,
      })),
    ],
  }
}

async function rotateRing(ring: KeyRing): Promise<KeyRing> {
  const now = Date.now()
  return {
    active: ring.next ?? (await createKey()),
    expired: [{ key: ring.active, until: now + expiredLife }, ...ring.expired],
    rotatedAt: now,
  }
}

/** The same ring when there is nothing to do. */
async function maintainRing(ring: KeyRing): Promise<KeyRing> {
  const now = Date.now()
  if (now - ring.rotatedAt >= rotationAge && ring.next !== undefined) return rotateRing(ring)
  const expired = ring.expired.filter(({ until }) => until > now)
  const needsNext = ring.next === undefined && now - ring.rotatedAt >= publicationAge
  if (!needsNext && expired.length === ring.expired.length) return ring
  return { ...ring, expired, next: needsNext ? await createKey() : ring.next }
}

/** The first version of this store held the one key in a list. */
function readRing(text: string): KeyRing {
  const value = JSON.parse(text) as KeyRing | [JWK]
  return 'active' in value ? value : { active: value[0], expired: [], rotatedAt: Date.now() }
}

function listsOf(text: string): Pick<SigningKeys, 'privateKeys' | 'published'> {
  const { active, next, expired } = readRing(text)
  const privateKeys = [active, ...(next === undefined ? [] : [next]), ...expired.map(({ key }) => key)]
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
