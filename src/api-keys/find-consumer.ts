import type { Storage } from '../storage/storage.ts'
import { consumerKey, isLive, ownerKey, parseConsumer } from './consumer.ts'

/** A consumer as the caller with its key is known. */
export interface FoundConsumer {
  readonly name: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly keyId: string
  /** Milliseconds since the epoch; undefined = the key has no end. */
  readonly expiresAt: number | undefined
}

/** Finds the consumer whose key has this hash and opens now. */
export async function findConsumer(
  storage: Storage,
  bucket: string,
  hash: string,
  now: number,
): Promise<FoundConsumer | undefined> {
  const owner = await storage.get(ownerKey(bucket, hash))
  if (owner === undefined) return undefined
  const stored = await storage.get(consumerKey(bucket, owner.value))
  if (stored === undefined) return undefined
  const { name, metadata, keys } = parseConsumer(stored.value)
  const key = keys.find((one) => one.hash === hash)
  if (key === undefined || !isLive(key, now)) return undefined
  return { name, metadata, keyId: key.id, expiresAt: key.expiresAt }
}
