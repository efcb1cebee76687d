import * as z from 'zod'
import { jwtOptions, issuerUrl } from '../../bearer/options.ts'

/** Options of the Okta policy. */
export const oktaJwtAuthOptions = z
  .object({
    issuerUrl: issuerUrl
      .optional()
      .describe(
        'Issuer of the custom authorization server, such as https://example.okta.com/oauth2/aus1. Required, here or as issuer.',
      ),
    issuer: issuerUrl.optional().describe('Another name of issuerUrl. Default: issuerUrl.'),
    ...jwtOptions,
  })
  .superRefine((options, context) => {
    if (options.issuerUrl === undefined && options.issuer === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['issuerUrl'],
        message: 'is missing; it is the issuer of the authorization server',
      })
    } else if (
      options.issuerUrl !== undefined &&
      options.issuer !== undefined &&
      options.issuerUrl !== options.issuer
    ) {
      context.addIssue({
        code: 'custom',
        path: ['issuer'],
        message: 'names another issuer than "issuerUrl"; keep one of them',
      })
    }
  })
