import * as z from 'zod'
import { parseSeconds } from '../foundation/duration.ts'

/** What a token of the gateway says. */
export interface TokenTerms {
  /** Default: the gateway itself, by its issuer. */
  readonly subject?: string | undefined
  readonly audience?: string | readonly string[] | undefined
  /** Life, seconds. Default: what the plugin says. */
  readonly expiresInSeconds?: number | undefined
  /** Further claims; those that the signer writes itself are not among them. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined
}

/** Signs tokens in the name of the gateway; a plugin provides it. */
export interface TokenSigner {
  sign(terms: TokenTerms): Promise<string>
}

/** Claims that a signer writes from what it knows, so that nobody else may. */
export const signerClaims: readonly string[] = ['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti']

const longestSeconds = 86_400

/** Shape of an option that says how long tokens live, seconds. */
export const tokenLife = z
  .union([
    z.number().min(1).max(longestSeconds),
    z.string().regex(/^\s*\d{1,9}\s*[smhd]?\s*$/, 'must be seconds, or a text such as "5m"'),
  ])
  .transform((value) => parseSeconds(value) ?? 0)
  .refine((seconds) => seconds >= 1 && seconds <= longestSeconds, 'must be from a second to a day')
