import { hash, randomUUID } from 'node:crypto'
import { KeyRegistry } from '../../src/api-keys/key-registry.ts'
import { createMemoryStorage } from '../../src/storage/memory.ts'
import type { Storage } from '../../src/storage/storage.ts'

/** A clock that a test sets. */
export interface Clock {
  now: number
}

/** SHA-256 as the services of a gateway make it. */
export const sha256 = (text: string): string => hash('sha256', text, 'base64url')

/** A registry of keys over a store in memory. */
export function createTestRegistry(
  clock: Clock = { now: 1_000_000 },
  storage: Storage = createMemoryStorage({ now: () => clock.now }),
  bucket = 'default',
): { readonly registry: KeyRegistry; readonly storage: Storage; readonly clock: Clock } {
  const registry = new KeyRegistry({
    storage,
    bucket,
    now: () => clock.now,
    randomId: randomUUID,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    sha256,
  })
  return { registry, storage, clock }
}

/** The value of a result that must be there. */
export function valueOf<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result.value
}
