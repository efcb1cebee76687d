import * as z from 'zod'
import { isTrustworthyUrl } from '../../oauth/resource-server/read-signing-keys.ts'
import { publicKeyAlgorithms } from '../../oauth/resource-server/signature-algorithms.ts'
import { failedAttemptsOption } from '../limits/failed-attempts-option.ts'

/** A URL that keys and metadata may be read from. */
export const trustworthyUrl = z
  .string()
  .refine(
    isTrustworthyUrl,
    'must be an https URL (http only for this machine), such as https://example.okta.com/oauth2/aus1',
  )

/** An issuer: a URL without query and fragment (RFC 8414 section 2). */
export const issuerUrl = trustworthyUrl.refine(
  (url) => !/[?#]/.test(url),
  'an issuer has neither query nor fragment',
)

/** The name of a header field (RFC 9110 section 5.1). */
export const fieldName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'must be the name of a header')

/** One text, or several of which any will do. */
export const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(50)])

/** Several texts by claim. */
export const claimValues = z.record(z.string(), z.array(z.string()).min(1))

const dpop = z.object({
  required: z
    .boolean()
    .default(false)
    .describe('Refuses tokens that are not bound to a key. Default: false.'),
  algorithms: z
    .array(z.enum(publicKeyAlgorithms))
    .min(1)
    .default(['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256', 'RS256'])
    .describe('Signature algorithms of proofs. Default: ES256, ES384, EdDSA, Ed25519, PS256, RS256.'),
  nonce: z
    .boolean()
    .default(false)
    .describe(
      'Demands that proofs hold a nonce of this gateway, changed every five minutes. Default: false.',
    ),
  maxAgeSeconds: z
    .number()
    .int()
    .min(5)
    .max(600)
    .default(60)
    .describe('Most seconds between the making of a proof and its arrival, 5 to 600. Default: 60.'),
})

const mtls = z.object({
  certificateHeader: fieldName.describe(
    'Header in which a proxy passes the client certificate: RFC 9440 Client-Cert, percent-encoded PEM or X-Forwarded-Client-Cert. Believed from trustedProxies only. Required.',
  ),
  required: z
    .boolean()
    .default(false)
    .describe('Refuses tokens that are not bound to a certificate. Default: false.'),
})

/** How the keys of an issuer are read and kept. */
export const keySetOptions = z.object({
  refreshSeconds: z
    .number()
    .min(10)
    .max(86_400)
    .default(600)
    .describe('Age at which keys are read again in the background, seconds, 10 to 86400. Default: 600.'),
  maxStaleSeconds: z
    .number()
    .min(10)
    .max(604_800)
    .default(86_400)
    .describe(
      'Age up to which keys are used while their issuer cannot be read, seconds, 10 to 604800. Default: 86400.',
    ),
  timeoutSeconds: z
    .number()
    .positive()
    .max(30)
    .default(5)
    .describe('Longest time for a document of the issuer to arrive, seconds, up to 30. Default: 5.'),
})

/** Options that every policy for access tokens has. */
export const tokenOptions = {
  audience: oneOrMore
    .optional()
    .describe(
      'Audience that tokens must name: the URL of the protected route as clients type it; or an array, that URL first and other accepted names after it. Default: not checked, with a warning.',
    ),
  allowUnauthenticatedRequests: z
    .boolean()
    .default(false)
    .describe(
      'Lets requests without an accepted token pass, without a user; for a later policy to judge. Default: false.',
    ),
  oAuthResourceMetadataEnabled: z
    .boolean()
    .default(false)
    .describe(
      'Points the challenge of a 401 to the protected resource metadata, so that MCP clients find where to sign in. Default: false.',
    ),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'a scope is one word'))
    .max(100)
    .optional()
    .describe(
      'Scopes that the metadata and the challenge tell clients to ask for. Default: those of the identity file for this audience.',
    ),
  maxTokenLifetimeSeconds: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('Longest time from iat to exp of an accepted token, seconds. Default: any.'),
  clockToleranceSeconds: z
    .number()
    .min(0)
    .max(60)
    .default(30)
    .describe('How far the clocks of issuer and gateway may be apart, seconds, 0 to 60. Default: 30.'),
  failedAttempts: failedAttemptsOption,
  dpop: dpop
    .optional()
    .describe('Speaks DPoP (RFC 9449) for tokens bound to a key. Default: such tokens are refused.'),
  mtls: mtls
    .optional()
    .describe(
      'Accepts tokens bound to a client certificate (RFC 8705) that a proxy has seen. Default: such tokens are refused.',
    ),
}

/** Options that every policy for tokens in JWT form has. */
export const jwtOptions = {
  ...tokenOptions,
  tokenCacheSeconds: z
    .number()
    .min(0)
    .max(60)
    .default(60)
    .describe(
      'Longest time a verified token is remembered, seconds, 0 to 60; never past its exp. Default: 60.',
    ),
  keySet: keySetOptions.prefault({}).describe('How the keys of the issuer are read and kept.'),
}

/** Checked {@link tokenOptions}. */
export type TokenOptions = z.infer<z.ZodObject<typeof tokenOptions>>
/** Checked {@link jwtOptions}. */
export type JwtOptions = z.infer<z.ZodObject<typeof jwtOptions>>
/** Checked {@link keySetOptions}. */
export type KeySetOptions = z.infer<typeof keySetOptions>

/** The texts of an option that takes one or more. */
export function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value
}
