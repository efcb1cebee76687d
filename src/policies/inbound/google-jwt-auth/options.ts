import * as z from 'zod'
import { jwtOptions, oneOrMore } from '../../bearer/options.ts'

const { audience: _audience, ...others } = jwtOptions

/** Options of the Google policy. */
export const googleJwtAuthOptions = z.object({
  clientId: oneOrMore.describe(
    'Client ids (or the audience of service account tokens) that tokens are made for, one or an array. Required.',
  ),
  hostedDomain: oneOrMore
    .optional()
    .describe(
      'Workspace domains whose accounts are accepted (claim hd), one or an array. Default: any account.',
    ),
  ...others,
})
