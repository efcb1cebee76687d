import * as z from 'zod'
import { upstreamTokenOptions } from '../../upstream-token/options.ts'

/** Options of the token exchange policy. */
export const upstreamTokenExchangeOptions = z.object({
  ...upstreamTokenOptions,
  subjectTokenType: z
    .string()
    .min(1)
    .default('urn:ietf:params:oauth:token-type:access_token')
    .describe(
      'What the caller’s token is called towards the server. Default: urn:ietf:params:oauth:token-type:access_token.',
    ),
  requestedTokenType: z
    .string()
    .min(1)
    .optional()
    .describe('Type of token to ask for. Default: none named; an access token.'),
  cacheSize: z
    .int()
    .min(1)
    .max(100_000)
    .default(5_000)
    .describe('Most callers whose tokens are kept at once, 1 to 100000. Default: 5000.'),
})
