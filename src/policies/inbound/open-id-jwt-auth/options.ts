import * as z from 'zod'
import { publicKeyAlgorithms } from '../../../oauth/resource-server/signature-algorithms.ts'
import { claimValues, fieldName, issuerUrl, jwtOptions, trustworthyUrl } from '../../bearer/options.ts'

/** Options of the OpenID policy. */
export const openIdJwtAuthOptions = z
  .object({
    issuer: issuerUrl
      .optional()
      .describe(
        'Issuer of the tokens, byte for byte. Default: not checked, with a warning; needs jwkUrl or secret then.',
      ),
    jwkUrl: trustworthyUrl
      .optional()
      .describe('URL of the key set of the issuer. Default: found through the metadata of the issuer.'),
    secret: z
      .string()
      .min(1)
      .optional()
      .describe('Shared secret of an issuer that signs with HMAC. Default: none; not together with jwkUrl.'),
    algorithms: z
      .array(z.enum(publicKeyAlgorithms))
      .min(1)
      .default(['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'])
      .describe(
        'Accepted signature algorithms. Default: RS256, PS256, ES256, EdDSA, Ed25519; HS256, HS384 and HS512 with a secret.',
      ),
    authHeader: fieldName
      .default('Authorization')
      .describe('Header that holds the token. Default: Authorization.'),
    subPropertyName: z
      .string()
      .min(1)
      .default('sub')
      .describe('Claim that becomes the sub of the user. Default: sub.'),
    requiredClaims: claimValues
      .default({})
      .describe('Values that claims must hold one of, by claim. Default: none.'),
    headers: z
      .record(fieldName, z.string())
      .default({})
      .describe('Header fields to send when the keys are read. Default: none.'),
    ...jwtOptions,
  })
  .superRefine((options, context) => {
    if (options.jwkUrl !== undefined && options.secret !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['secret'],
        message: 'stands beside "jwkUrl"; tokens are signed with one or the other',
      })
    }
    if (options.issuer === undefined && options.jwkUrl === undefined && options.secret === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['issuer'],
        message: 'is missing; without it, "jwkUrl" or "secret" is needed',
      })
    }
  })

/** Checked options of the OpenID policy. */
export type OpenIdJwtAuthOptions = z.infer<typeof openIdJwtAuthOptions>
