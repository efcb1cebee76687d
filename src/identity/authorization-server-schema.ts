import * as z from 'zod'
import { peopleSchema } from './people-schema.ts'
import { clientIdMetadataSchema, registrationSchema } from './registration-schema.ts'

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
    consent: z
      .enum(['IMPLICIT', 'REQUIRED', 'FLEXIBLE'])
      .default('IMPLICIT')
      .describe(
        'Whether a person is asked: `IMPLICIT` never, `REQUIRED` always, `FLEXIBLE` where a person is there. Default `IMPLICIT`.',
      ),
    default: z.boolean().default(false).describe('Granted when a request names no scope; default false.'),
    published: z
      .boolean()
      .default(true)
      .describe('Listed in the metadata of the server, where clients look for scopes; default true.'),
  })
  .describe('A custom scope. The scopes of OpenID Connect exist on every server.')

const groupFilter = z
  .object({
    startsWith: z.string().min(1).max(255).optional().describe('Groups whose names start with this.'),
    equals: z.string().min(1).max(255).optional().describe('The group of this name.'),
    contains: z.string().min(1).max(255).optional().describe('Groups whose names contain this.'),
    regex: z.string().min(1).max(255).optional().describe('Groups whose names match this expression.'),
  })
  .describe("The person's groups as a list, chosen by exactly one of these keys.")

const claim = z
  .object({
    name: z
      .string()
      .regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, 'must be printable ASCII without space, quote or backslash')
      .describe('The name of the claim.'),
    tokenType: z
      .enum(['access', 'id'])
      .default('access')
      .describe('The kind of token it stands in: `access` or `id`; default `access`.'),
    value: z
      .string()
      .min(1)
      .max(1024)
      .optional()
      .describe(
        'An expression of Okta, such as `user.email` or `"gold"`. The embedded server knows `user.<attribute>` and quoted text.',
      ),
    groups: groupFilter.optional(),
    scopes: z
      .array(z.string())
      .default([])
      .describe('Only in tokens with one of these scopes; default: in every token.'),
  })
  .describe('A custom claim: a value or a list of groups.')

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
    people: peopleSchema
      .prefault({})
      .describe('Whom the rule is for; with no group and no user, anybody assigned to the client.'),
    scopes: z
      .union([z.literal('*'), z.array(z.string())])
      .default('*')
      .describe(
        'The custom scopes a request may ask for, or `*` for any; a request for another one skips the rule. Default `*`.',
      ),
    inlineHook: z
      .literal('none')
      .default('none')
      .describe('The inline hook that changes tokens: `none`, the default and only choice.'),
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

/** The shape of one authorization server in the identity file. */
export const authorizationServerSchema = z
  .object({
    id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1 to 64 letters, digits, `.`, `_` or `-`')
      .describe(
        'The last part of the issuer, `/oauth2/{id}`; at Okta, which makes ids itself, only a label.',
      ),
    name: z.string().min(1).max(100).describe('What people call the server; the sign-in page shows it.'),
    description: z.string().max(1024).optional().describe('What it is for.'),
    audience: z
      .string()
      .min(1)
      .refine((value) => !value.includes(':') || URL.canParse(value), 'holds a colon, so it must be a URL')
      .describe('The `aud` of every access token: the URL of the MCP endpoint.'),
    scopes: z.array(scope).default([]).describe('Custom scopes.'),
    claims: z.array(claim).default([]).describe('Custom claims.'),
    policies: z
      .array(policy)
      .default([])
      .describe('Access policies by ascending priority; with none, nobody gets a token.'),
    registration: registrationSchema.optional(),
    clientIdMetadata: clientIdMetadataSchema.optional(),
  })
  .describe('One authorization server: one issuer, one audience.')
