/** A public key set in JWK form (RFC 7517 section 5). */
export interface JsonWebKeySet {
  readonly keys: readonly Readonly<Record<string, unknown>>[]
}

/** What a look-up of a verification key found. */
export type KeyLookup =
  | { readonly kind: 'found'; readonly key: CryptoKey | Uint8Array }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number }

/** Where the verifier finds keys. */
export interface KeySource {
  find(keyId: string | undefined, algorithm: string): Promise<KeyLookup>
  /** Changes when keys were replaced: results verified with older keys are forgotten. */
  generation(): number
  /** Undefined while keys are at hand, else why not. */
  problem(): string | undefined
}
