import type { ClaimRules } from '../judge-claims.ts'
import type { KeyLocation } from '../read-signing-keys.ts'

/** Where the keys of a provider come from: published, handed out as PEM, or a secret shared with it. */
export type ProviderKeys =
  | KeyLocation
  | { readonly kind: 'public-key'; readonly pem: string; readonly algorithm: string }
  | { readonly kind: 'secret'; readonly secret: string }

/** What makes the tokens of one provider differ from those of another. */
export interface IdentityProvider {
  /** The issuer as the provider's own metadata writes it; undefined = any issuer whose tokens the keys verify. */
  readonly issuer: string | undefined
  /** Other values of `iss` that mean the same issuer. */
  readonly issuerAliases?: readonly string[]
  readonly keys: ProviderKeys
  /** Accepted signature algorithms: with a public key or with a secret, never both (RFC 8725 section 2.1). */
  readonly algorithms: readonly string[]
  /** What the claims of its access tokens must be, beyond what holds for every token. */
  readonly claims?: Pick<
    ClaimRules,
    'subjectClaim' | 'requireOktaShape' | 'requiredClaims' | 'audienceMayBeAbsent'
  >
}
