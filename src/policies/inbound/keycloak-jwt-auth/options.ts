import * as z from 'zod'
import { issuerUrl, jwtOptions } from '../../bearer/options.ts'

/** Options of the Keycloak policy. */
export const keycloakJwtAuthOptions = z.object({
  keycloakBaseUrl: issuerUrl
    .refine((url) => !url.includes('/realms/'), 'ends before /realms/; the realm has an option of its own')
    .describe('URL of the server as its tokens name it, without /realms. Required.'),
  realm: z.string().min(1).describe('Name of the realm. Required.'),
  ...jwtOptions,
})
