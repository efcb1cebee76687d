import * as z from 'zod'

/** Options of the protected resource plugin. */
export const oauthProtectedResourceOptions = z.object({
  authorizationServers: z
    .array(z.url({ protocol: /^https?$/, error: 'must be the http(s) URL of an issuer' }))
    .min(1, 'needs the issuer of at least one authorization server')
    .describe('Issuers that clients can get tokens from, published byte for byte. Required.'),
  resourceName: z.string().min(1).describe('Name of the resource that clients show to people. Required.'),
  scopesSupported: z
    .array(z.string().min(1))
    .optional()
    .describe('Scopes that clients should ask for. Default: the scopes of the policy that guards the route.'),
})

/** What a project writes: {@link oauthProtectedResourceOptions} before defaults. */
export type OAuthProtectedResourcePluginOptions = z.input<typeof oauthProtectedResourceOptions>
