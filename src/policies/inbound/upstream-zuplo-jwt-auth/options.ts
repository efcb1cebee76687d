import * as z from 'zod'
import { signerClaims, tokenLife } from '../../../gateway/token-signer.ts'
import { fieldName } from '../../bearer/options.ts'

/** Options of the policy. */
export const upstreamZuploJwtAuthOptions = z.object({
  audience: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .describe('Audience of the token: the name of the upstream. Default: none.'),
  headerName: fieldName
    .default('Authorization')
    .describe('Header that gets the token. Default: Authorization.'),
  tokenPrefix: z
    .string()
    .regex(/^[\x21-\x7e]*$/, 'must be printable, without spaces')
    .default('Bearer')
    .describe('Word before the token, with a space between; empty = none. Default: Bearer.'),
  additionalClaims: z
    .record(z.string(), z.unknown())
    .refine((claims) => !Object.keys(claims).some((name) => signerClaims.includes(name)), {
      error: `must not hold ${signerClaims.join(', ')}: the gateway writes these itself`,
    })
    .default({})
    .describe('Further claims of the token. Default: none.'),
  expiresIn: tokenLife
    .optional()
    .describe('Life of the token, seconds or a text such as "5m", up to a day. Default: that of the plugin.'),
})
