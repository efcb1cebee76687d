import * as z from 'zod'
import { isTrustworthyUrl } from '../../oauth/resource-server/read-signing-keys.ts'

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

/** Options that every policy for bearer tokens has. */
export const bearerOptions = {
  audience: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Audience that tokens must name: the URL of the protected route as clients type it. Default: not checked, with a warning.',
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
}
