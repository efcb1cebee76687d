import * as z from 'zod'
import { upstreamTokenOptions } from './options.ts'

/** Options that every policy shares which gets a token from a cloud provider. */
export const cloudTokenOptions = {
  authHeader: upstreamTokenOptions.authHeader,
  tokenRetries: z
    .int()
    .min(0)
    .max(10)
    .default(3)
    .describe('How often the provider is asked again when it cannot answer, 0 to 10. Default: 3.'),
  expirationOffsetSeconds: z
    .number()
    .min(0)
    .max(3600)
    .default(300)
    .describe(
      'How long before its end a token is replaced, seconds, 0 to 3600; at most half its life. Default: 300.',
    ),
  timeoutSeconds: upstreamTokenOptions.timeoutSeconds,
}
