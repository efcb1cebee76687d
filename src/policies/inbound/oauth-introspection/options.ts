import * as z from 'zod'
import { fieldName, issuerUrl, tokenOptions, trustworthyUrl } from '../../bearer/options.ts'

/** Options of the introspection policy. */
export const oauthIntrospectionOptions = z
  .object({
    introspectionUrl: trustworthyUrl
      .optional()
      .describe('URL of the introspection endpoint. Default: found through the metadata of the issuer.'),
    issuer: issuerUrl
      .optional()
      .describe(
        'Issuer of the tokens; compared where an answer names one. This or introspectionUrl is required.',
      ),
    clientId: z.string().min(1).describe('Id of the client that asks about tokens. Required.'),
    clientSecret: z.string().min(1).describe('Secret of that client. Required.'),
    clientAuthentication: z
      .enum(['client_secret_basic', 'client_secret_post'])
      .default('client_secret_basic')
      .describe(
        'How the client shows its secret: client_secret_basic or client_secret_post. Default: client_secret_basic.',
      ),
    cacheDurationSeconds: z
      .number()
      .min(0)
      .max(86_400)
      .default(60)
      .describe(
        'Longest time an answer is remembered, seconds, 0 to 86400; never past the exp of the token. A revoked token passes up to that long. Default: 60.',
      ),
    timeoutSeconds: z
      .number()
      .positive()
      .max(30)
      .default(5)
      .describe('Longest time for an answer to arrive, seconds, up to 30. Default: 5.'),
    authHeader: fieldName
      .default('Authorization')
      .describe('Header that holds the token. Default: Authorization.'),
    subPropertyName: z
      .string()
      .min(1)
      .default('sub')
      .describe('Member of the answer that becomes the sub of the user. Default: sub.'),
    ...tokenOptions,
  })
  .superRefine(({ introspectionUrl, issuer }, context) => {
    if (introspectionUrl !== undefined || issuer !== undefined) return
    const message = 'is missing; it or "issuer" is needed'
    context.addIssue({ code: 'custom', path: ['introspectionUrl'], message })
  })
