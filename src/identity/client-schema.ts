import * as z from 'zod'
import { everyoneGroup } from './people.ts'
import { peopleSchema } from './people-schema.ts'

/** The shape of a client in the identity file. */
export const clientSchema = z
  .object({
    id: z
      .string()
      .regex(/^[A-Za-z0-9._~-]{1,128}$/, 'must be 1 to 128 letters, digits, `.`, `_`, `~` or `-`')
      .describe('The `client_id`, here and at Okta, which takes 6 to 100 characters.'),
    name: z.string().min(1).max(100).describe('What people call the application; the sign-in page shows it.'),
    type: z
      .enum(['web', 'native', 'service', 'browser'])
      .describe('`web` and `service` keep a secret; `native` and `browser` cannot and use PKCE.'),
    tokenEndpointAuthMethod: z
      .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])
      .optional()
      .describe(
        'How it proves itself at the token endpoint; default `client_secret_basic` for `web` and `service`, else `none`.',
      ),
    secret: z
      .string()
      .regex(/^[\x21-\x7e]{8,256}$/, 'must be 8 to 256 printable ASCII characters without spaces')
      .optional()
      .describe('The client secret, best as `$env(NAME)`; generated at the first start when absent.'),
    jwks: z
      .object({
        keys: z
          .array(z.record(z.string(), z.unknown()))
          .min(1)
          .describe('JSON Web Keys; the private half never belongs here.'),
      })
      .optional()
      .describe('The public keys of a client that uses `private_key_jwt`.'),
    pkceRequired: z
      .boolean()
      .optional()
      .describe(
        'A sign-in without PKCE is refused; default true for `native` and `browser`, false for `web`. MCP clients always use it.',
      ),
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
          'a loopback URI without a path (`http://localhost`) on any path too. Okta matches the port as well.',
      ),
    postLogoutRedirectUris: z
      .array(z.string())
      .default([])
      .describe('Where a sign-out may return to, matched exactly.'),
    assignedTo: peopleSchema
      .prefault({ groups: [everyoneGroup] })
      .describe('Who may sign in with it; default everybody, the group `Everyone`.'),
  })
  .describe('An application that may ask for tokens.')
