import * as z from 'zod'
import { fieldName } from '../../bearer/options.ts'

/** Options of the policy. */
export const setUpstreamApiKeyOptions = z.object({
  header: fieldName
    .default('Authorization')
    .describe('Header that carries the key to the upstream. Default: Authorization.'),
  value: z
    .string()
    .min(1)
    .regex(/^[\t\x20-\x7e]*$/, 'must be one line of ASCII text')
    .describe(
      'Value of the header, best as $env(NAME); "Bearer $env(NAME)" where the upstream wants a scheme. Required.',
    ),
  overwrite: z
    .boolean()
    .default(true)
    .describe('Replaces what the caller sent in that header. Default: true.'),
})
