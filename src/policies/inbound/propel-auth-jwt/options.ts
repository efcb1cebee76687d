import * as z from 'zod'
import { issuerUrl, jwtOptions } from '../../bearer/options.ts'

/** Options of the PropelAuth policy. */
export const propelAuthJwtOptions = z.object({
  authUrl: issuerUrl.describe('Auth URL of the environment, such as https://auth.example.com. Required.'),
  verifierKey: z
    .string()
    .regex(
      /^\s*-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*$/,
      'must be a public key in PEM form',
    )
    .describe('Public key that verifies the tokens: PEM, with or without line breaks. Required.'),
  ...jwtOptions,
})
