import * as z from 'zod'
import { issuerUrl, jwtOptions, oneOrMore } from '../../bearer/options.ts'

/** Options of the Clerk policy. */
export const clerkJwtAuthOptions = z.object({
  frontendApiUrl: issuerUrl.describe(
    'Frontend API of the instance, such as https://example.clerk.accounts.dev. Required.',
  ),
  authorizedParties: oneOrMore
    .optional()
    .describe(
      'Origins of applications whose tokens are accepted (claim azp), one or an array. Default: any.',
    ),
  ...jwtOptions,
})
