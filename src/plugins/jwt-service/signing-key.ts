import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'
import type { Storage } from '../../storage/storage.ts'

/** The key that signs, and its public half. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  /** As the key set publishes it; holds nothing secret. */
  readonly publicJwk: JWK
}

const storageKey = 'jwt-service:key'

/** Reads the key of this gateway, which all its replicas share; the first to ask makes it. The store keeps it sealed. */
export async function readSigningKey(storage: Storage): Promise<SigningKey> {
  const stored = await storage.get(storageKey)
  if (stored !== undefined) return importKey(stored.value)
  const made = JSON.stringify(await makeKey())
  if (await storage.replaceIf(storageKey, undefined, made)) return importKey(made)
  const first = await storage.get(storageKey)
  if (first === undefined) throw new Error('The key of the token service was removed while it was made.')
  return importKey(first.value)
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' }
}

async function importKey(text: string): Promise<SigningKey> {
  const jwk = JSON.parse(text) as JWK & { kid: string }
  const { d: _secret, ...publicJwk } = jwk
  return { kid: jwk.kid, privateKey: (await importJWK(jwk, 'EdDSA')) as CryptoKey, publicJwk }
}
