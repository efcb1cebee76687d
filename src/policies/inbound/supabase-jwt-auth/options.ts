import * as z from 'zod'
import { claimValues, jwtOptions, trustworthyUrl } from '../../bearer/options.ts'

/** Options of the Supabase policy. */
export const supabaseJwtAuthOptions = z
  .object({
    secret: z
      .string()
      .min(1)
      .optional()
      .describe('JWT secret of a project that signs with HMAC. This or projectUrl is required.'),
    projectUrl: trustworthyUrl
      .optional()
      .describe(
        'URL of a project that signs with keys, such as https://abcdefgh.supabase.co. This or secret is required.',
      ),
    requiredClaims: claimValues
      .default({})
      .describe('Values that claims must hold one of, by claim. Default: none.'),
    ...jwtOptions,
  })
  .superRefine(({ secret, projectUrl }, context) => {
    if ((secret === undefined) !== (projectUrl === undefined)) return
    const message =
      secret === undefined
        ? 'is missing; it or "projectUrl" is needed'
        : 'stands beside "projectUrl"; tokens are signed with one or the other'
    context.addIssue({ code: 'custom', path: ['secret'], message })
  })
