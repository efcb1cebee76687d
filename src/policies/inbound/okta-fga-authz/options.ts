import * as z from 'zod'
import { openFgaOptions } from '../../openfga/options.ts'

/** Options of the Okta FGA policy. */
export const oktaFgaAuthzOptions = z.object({
  region: z.enum(['us1', 'eu1', 'au1']).describe('Region of the store: us1, eu1 or au1. Required.'),
  credentials: z
    .object({
      clientId: z.string().min(1).describe('Id of the client. Required.'),
      clientSecret: z.string().min(1).describe('Secret of the client, best as $env(NAME). Required.'),
    })
    .describe('Client of the store: clientId and clientSecret. Required.'),
  ...openFgaOptions,
})
