import * as z from 'zod'
import { issuerUrl, keySetOptions, tokenOptions, trustworthyUrl } from '../../bearer/options.ts'

/** Options of the Curity phantom token policy. */
export const curityPhantomTokenOptions = z.object({
  clientId: z.string().min(1).describe('Id of the client that asks about tokens. Required.'),
  clientSecret: z.string().min(1).describe('Secret of that client. Required.'),
  introspectionUrl: trustworthyUrl.describe('URL of the introspection endpoint. Required.'),
  cacheDurationSeconds: z
    .number()
    .min(0)
    .max(86_400)
    .default(600)
    .describe(
      'Longest time an answer is remembered, seconds, 0 to 86400; never past the exp of the token. Default: 600.',
    ),
  timeoutSeconds: z
    .number()
    .positive()
    .max(30)
    .default(5)
    .describe('Longest time for an answer to arrive, seconds, up to 30. Default: 5.'),
  issuer: issuerUrl
    .optional()
    .describe(
      'Issuer of the tokens; with it, the JWT that the endpoint answers must verify with the keys of the issuer. Default: the endpoint is believed.',
    ),
  keySet: keySetOptions.prefault({}).describe('How the keys of the issuer are read and kept.'),
  ...tokenOptions,
})
