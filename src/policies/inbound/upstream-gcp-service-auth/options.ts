import * as z from 'zod'
import { cloudTokenOptions } from '../../upstream-token/cloud-options.ts'

/** Options of the policy. */
export const upstreamGcpServiceAuthOptions = z.object({
  serviceAccountJson: z
    .string()
    .min(1)
    .describe('JSON key file of the service account, whole, best as $env(NAME). Required.'),
  audience: z
    .string()
    .min(1)
    .optional()
    .describe('Asks for an ID token for this audience, as Cloud Run and IAP want it. Default: none.'),
  scopes: z
    .array(z.string().min(1))
    .min(1)
    .max(100)
    .optional()
    .describe('Asks for an access token with these scopes, as Google APIs want it. Default: none.'),
  useMemoryCacheOnly: z
    .boolean()
    .optional()
    .describe('Accepted and without effect: tokens are always kept in memory alone. Default: not set.'),
  ...cloudTokenOptions,
})
