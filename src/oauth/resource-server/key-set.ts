import { importJWK } from 'jose'
import type { JsonWebKeySet } from './key-source.ts'
import { fewestRsaBits, privateMembers } from './signature-algorithms.ts'

/** A checked key set, ready for look-ups. */
export interface KeySet {
  /** The set as text, to see whether a later one differs. */
  readonly text: string
  /** The key for a token's `kid` and `alg`, or undefined when the set has none. */
  find(keyId: string | undefined, algorithm: string): Promise<CryptoKey | undefined>
}

/** Most keys a set may hold. */
export const mostKeys = 100

/** Compiles a published key set; throws when it holds what no honest issuer publishes. */
export function compileKeySet(set: JsonWebKeySet): KeySet {
  if (set.keys.length > mostKeys)
    throw new Error(`The key set holds ${set.keys.length} keys; at most ${mostKeys} are accepted.`)
  const usable = new Map<string | undefined, Readonly<Record<string, unknown>>>()
  for (const jwk of set.keys) {
    refuseSecret(jwk)
    if (!isForSignatures(jwk)) continue
    const keyId = typeof jwk['kid'] === 'string' ? jwk['kid'] : undefined
    // Two keys of one name leave open which one was meant; the set is refused rather than guessed at.
    if (usable.has(keyId)) throw new Error('The key set holds two keys with the same kid.')
    usable.set(keyId, jwk)
  }
  const imported = new Map<string, Promise<CryptoKey | undefined>>()
  return {
    text: JSON.stringify(set.keys),
    find: (keyId, algorithm) => {
      const jwk = usable.get(keyId)
      if (jwk === undefined || (jwk['alg'] !== undefined && jwk['alg'] !== algorithm))
        return Promise.resolve(undefined)
      const name = `${algorithm} ${keyId ?? ''}`
      const found = imported.get(name) ?? importPublicKey(jwk, algorithm)
      imported.set(name, found)
      return found
    },
  }
}

function refuseSecret(jwk: Readonly<Record<string, unknown>>): void {
  if (jwk['kty'] === 'oct') throw new Error('The key set holds a symmetric key.')
  if (privateMembers.some((member) => member in jwk)) throw new Error('The key set holds a private key.')
}

function isForSignatures(jwk: Readonly<Record<string, unknown>>): boolean {
  const operations = jwk['key_ops']
  if (jwk['use'] !== undefined && jwk['use'] !== 'sig') return false
  return !Array.isArray(operations) || operations.includes('verify')
}

/** A public key for the algorithm; undefined for one that cannot be used with it or is too weak. */
export async function importPublicKey(
  jwk: Readonly<Record<string, unknown>>,
  algorithm: string,
): Promise<CryptoKey | undefined> {
  try {
    const key = await importJWK({ ...jwk }, algorithm)
    if (key instanceof Uint8Array || key.type !== 'public') return undefined
    const bits = (key.algorithm as Partial<RsaHashedKeyAlgorithm>).modulusLength
    return bits !== undefined && bits < fewestRsaBits ? undefined : key
  } catch {
    return undefined
  }
}
