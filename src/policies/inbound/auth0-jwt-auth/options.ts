import * as z from 'zod'
import { isProviderHost } from '../../../oauth/resource-server/identity-providers/provider-origin.ts'
import { jwtOptions } from '../../bearer/options.ts'

/** Options of the Auth0 policy. */
export const auth0JwtAuthOptions = z.object({
  auth0Domain: z
    .string()
    .refine(isProviderHost, 'must be a host alone, such as example.eu.auth0.com')
    .describe('Domain of the tenant, without https://, such as example.eu.auth0.com. Required.'),
  ...jwtOptions,
})
