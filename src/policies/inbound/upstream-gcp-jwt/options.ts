import * as z from 'zod'
import { cloudTokenOptions } from '../../upstream-token/cloud-options.ts'

/** Options of the policy. */
export const upstreamGcpJwtOptions = z.object({
  serviceAccountJson: z
    .string()
    .min(1)
    .describe('JSON key file of the service account, whole, best as $env(NAME). Required.'),
  audience: z.string().min(1).describe('Audience of the token: the name of the service. Required.'),
  authHeader: cloudTokenOptions.authHeader,
  expirationOffsetSeconds: cloudTokenOptions.expirationOffsetSeconds,
})
