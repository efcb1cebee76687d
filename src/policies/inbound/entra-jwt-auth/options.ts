import * as z from 'zod'
import { isProviderHost } from '../../../oauth/resource-server/identity-providers/provider-origin.ts'
import { jwtOptions } from '../../bearer/options.ts'

/** Options of the Microsoft Entra policy. */
export const entraJwtAuthOptions = z.object({
  tenantId: z
    .guid('must be the id of one tenant; common, organizations and consumers stand for many')
    .describe('Directory (tenant) id, a GUID. Required.'),
  authorityHost: z
    .string()
    .refine(isProviderHost, 'must be a host alone, such as login.microsoftonline.com')
    .default('login.microsoftonline.com')
    .describe('Host of the cloud. Default: login.microsoftonline.com.'),
  acceptV1Tokens: z
    .boolean()
    .default(false)
    .describe('Also accepts tokens of version 1.0, issued by sts.windows.net. Default: false.'),
  ...jwtOptions,
})
