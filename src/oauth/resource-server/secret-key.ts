import type { KeySource } from './key-source.ts'

/** Algorithms a shared secret can verify. */
export const secretAlgorithms = ['HS256', 'HS384', 'HS512'] as const

/** Creates the source of one shared secret, for issuers that sign with HMAC; key ids of tokens are not looked at. */
export function createSecretKey(secret: string): KeySource {
  const key = new TextEncoder().encode(secret)
  return {
    find: () => Promise.resolve({ kind: 'found', key }),
    generation: () => 0,
    problem: () => undefined,
  }
}
