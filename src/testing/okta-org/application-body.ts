import * as z from 'zod'

const strings = z.array(z.string()).nullish()

/** The shape of an OpenID Connect application as it is sent. */
export const applicationBody = z.object({
  name: z.literal('oidc_client'),
  label: z.string().min(1, 'The field cannot be left blank').max(100),
  signOnMode: z.literal('OPENID_CONNECT'),
  profile: z.record(z.string(), z.unknown()).nullish(),
  credentials: z
    .object({
      oauthClient: z
        .object({
          client_id: z
            .string()
            .regex(/^(?!ALL_CLIENTS$)[\w$.+!*'(),-]{6,100}$/)
            .optional(),
          client_secret: z
            .string()
            .regex(/^[\x21-\x7e]{14,100}$/)
            .optional(),
          autoKeyRotation: z.boolean().default(true),
          pkce_required: z.boolean().optional(),
          token_endpoint_auth_method: z
            .enum([
              ...(['client_secret_basic', 'client_secret_post', 'client_secret_jwt'] as const),
              ...(['private_key_jwt', 'none'] as const),
            ])
            .optional(),
        })
        .nullish(),
    })
    .nullish(),
  settings: z.object({
    notes: z.object({ admin: z.string().nullish(), enduser: z.string().nullish() }).nullish(),
    oauthClient: z.object({
      application_type: z.enum(['web', 'native', 'browser', 'service']).default('web'),
      grant_types: z.array(z.string()).min(1),
      response_types: strings,
      redirect_uris: strings,
      post_logout_redirect_uris: strings,
      consent_method: z.enum(['TRUSTED', 'REQUIRED']).default('TRUSTED'),
      issuer_mode: z.string().default('ORG_URL'),
      wildcard_redirect: z.string().default('DISABLED'),
      refresh_token: z
        .object({ rotation_type: z.enum(['ROTATE', 'STATIC']), leeway: z.int().min(0).max(60).default(30) })
        .nullish(),
      jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).nullish(),
    }),
  }),
})

/** An application as it is sent. */
export type ApplicationBody = z.output<typeof applicationBody>
