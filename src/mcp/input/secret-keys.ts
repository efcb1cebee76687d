import { fromBase64, toBase64 } from '../../foundation/base64.ts'
import type { Storage } from '../../storage/storage.ts'

/** Keys of this gateway for what a client keeps for it between two requests. */
export interface SecretKeys {
  /** Encrypts request state. */
  readonly encryption: Uint8Array
  /** Signs confirmations. */
  readonly signing: CryptoKey
}

const storageKey = 'mcp:input-keys'
const keyBytes = 32

const known = new WeakMap<Storage, Promise<SecretKeys>>()

/** Reads the keys from storage, so that every replica has the same and a restart keeps them; made when first needed. */
export function readSecretKeys(storage: Storage): Promise<SecretKeys> {
  let keys = known.get(storage)
  if (keys === undefined) {
    keys = read(storage)
    known.set(storage, keys)
    // A storage that fails now may answer the next request.
    keys.catch(() => known.delete(storage))
  }
  return keys
}

async function read(storage: Storage): Promise<SecretKeys> {
  const fresh = toBase64(crypto.getRandomValues(new Uint8Array(2 * keyBytes)))
  const stored = (await storage.get(storageKey))?.value
  const isMine = stored === undefined && (await storage.replaceIf(storageKey, undefined, fresh))
  // Whoever was first has written the keys that count.
  const text = stored ?? (isMine ? fresh : (await storage.get(storageKey))?.value)
  if (text === undefined) throw new Error('The keys for request state cannot be kept in storage.')
  const bytes = fromBase64(text)
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const signing = await crypto.subtle.importKey('raw', bytes.slice(keyBytes), hmac, false, ['sign', 'verify'])
  return { encryption: bytes.slice(0, keyBytes), signing }
}
