import * as z from 'zod'

const scope = z
  .object({
    name: z
      .string()
      .regex(
        /^(?!\*$)[\x21\x23-\x5b\x5d-\x7e]{1,256}$/,
        'must be printable ASCII without space, quote or backslash',
      )
      .describe('What clients ask for and tokens hold in `scp`, such as `mcp:access`.'),
    displayName: z.string().max(100).optional().describe('The phrase a person reads when signing in.'),
    description: z.string().max(1024).optional().describe('What the scope is for.'),
    default: z.boolean().default(false).describe('Granted when a request names no scope; default false.'),
  })
  .describe('A custom scope. The scopes of OpenID Connect exist on every server.')

const minutes = z.number().positive().max(5_256_000)

const rule = z
  .object({
    name: z.string().min(1).max(100).describe('The name of the rule.'),
    grantTypes: z
      .array(z.string())
      .min(1)
      .describe(
        'Grant types the rule is for: `authorization_code`, `client_credentials`, `device_code`, `refresh_token`.',
      ),
    scopes: z
      .union([z.literal('*'), z.array(z.string())])
      .default('*')
      .describe(
        'The custom scopes a request may ask for, or `*` for any; a request for another one skips the rule. Default `*`.',
      ),
    accessTokenLifetimeMinutes: minutes
      .default(60)
      .describe(
        'Life of an access token in minutes; default 60. Okta takes 5 to 1440; shorter ones are served here with a warning.',
      ),
    refreshTokenLifetimeMinutes: z
      .number()
      .min(0)
      .max(5_256_000)
      .default(129_600)
      .describe(
        'Life of a refresh token in minutes, counted from the sign-in; default 129600 (90 days), 0 = unlimited.',
      ),
    refreshTokenWindowMinutes: minutes
      .default(10_080)
      .describe('Minutes after which a refresh token that nobody used ends; default 10080 (7 days).'),
  })
  .describe('When tokens are issued, and for how long they live.')

const policy = z
  .object({
    name: z.string().min(1).max(100).describe('The name of the access policy.'),
    description: z.string().max(255).optional().describe('Who it is for.'),
    clients: z
      .union([z.literal('ALL_CLIENTS'), z.array(z.string())])
      .default('ALL_CLIENTS')
      .describe('Ids of the clients it is for, or `ALL_CLIENTS`, the default.'),
    rules: z.array(rule).describe('Tried in this order; the first one that fits decides.'),
  })
  .describe('A list of rules for some clients. A request that no rule fits is refused.')

const authorizationServer = z
  .object({
    id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1 to 64 letters, digits, `.`, `_` or `-`')
      .describe('The last part of the issuer, `/oauth2/{id}`.'),
    name: z.string().min(1).max(100).describe('What people call the server; the sign-in page shows it.'),
    description: z.string().max(1024).optional().describe('What it is for.'),
    audience: z
      .string()
      .min(1)
      .refine((value) => !value.includes(':') || URL.canParse(value), 'holds a colon, so it must be a URL')
      .describe('The `aud` of every access token: the URL of the MCP endpoint.'),
    scopes: z.array(scope).default([]).describe('Custom scopes.'),
    policies: z
      .array(policy)
      .default([])
      .describe('Access policies by ascending priority; with none, nobody gets a token.'),
  })
  .describe('One authorization server: one issuer, one audience.')

const client = z
  .object({
    id: z
      .string()
      .regex(/^[A-Za-z0-9._~-]{1,128}$/, 'must be 1 to 128 letters, digits, `.`, `_`, `~` or `-`')
      .describe('The `client_id`.'),
    name: z.string().min(1).max(100).describe('What people call the application; the sign-in page shows it.'),
    type: z
      .enum(['web', 'native', 'service', 'browser'])
      .describe('`web` and `service` keep a secret; `native` and `browser` cannot and use PKCE.'),
    secret: z
      .string()
      .regex(/^[\x21-\x7e]{8,256}$/, 'must be 8 to 256 printable ASCII characters without spaces')
      .optional()
      .describe('The client secret, best as `$env(NAME)`; generated at the first start when absent.'),
    grantTypes: z
      .array(z.string())
      .min(1)
      .describe(
        'What the application may do: `authorization_code`, `refresh_token`, `client_credentials`, `device_code`.',
      ),
    redirectUris: z
      .array(z.string())
      .default([])
      .describe(
        'Where a sign-in may return to, matched exactly; for a native client, loopback http matches on any port, and ' +
          'a loopback URI without a path (`http://localhost`) on any path too.',
      ),
  })
  .describe('An application that may ask for tokens.')

const user = z
  .object({
    login: z
      .string()
      .regex(/^[^\s\p{C}]{1,100}$/u, 'must be 1 to 100 characters without spaces')
      .describe('What the person types to sign in; upper and lower case are the same.'),
    name: z.string().max(100).optional().describe('The full name, the `name` claim.'),
    email: z.string().max(254).optional().describe('The e-mail address, the `email` claim.'),
    password: z
      .string()
      .min(1)
      .max(1024)
      .optional()
      .describe('The password, best as `$env(NAME)`; generated at the first start when absent.'),
  })
  .describe('A person who can sign in at the embedded servers.')

/** The shape of `config/identity.jsonc`. */
export const identitySchema = z
  .object({
    $schema: z.string().optional().describe('Where an editor finds this schema.'),
    serve: z
      .boolean()
      .default(false)
      .describe(
        'True: `sallyport start` serves the authorization servers too; `sallyport dev` always does. Default false.',
      ),
    authorizationServers: z.array(authorizationServer).default([]).describe('Authorization servers.'),
    clients: z.array(client).default([]).describe('Applications, known to every server.'),
    users: z.array(user).default([]).describe('People, known to every server.'),
  })
  .describe('The declared authorization servers of a project, with who may get which tokens from them.')

/** An identity file whose shape is right and whose defaults are filled in; names are not resolved yet. */
export type IdentityDocument = z.output<typeof identitySchema>
