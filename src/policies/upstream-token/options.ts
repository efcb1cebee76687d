import * as z from 'zod'
import { fieldName, trustworthyUrl } from '../bearer/options.ts'

const oneOrMoreScopes = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(100)])

/** Options of every policy that gets a token for the upstream. */
export const upstreamTokenOptions = {
  tokenUrl: trustworthyUrl.describe('URL of the token endpoint. Required.'),
  clientId: z.string().min(1).describe('Id of the client that asks for tokens. Required.'),
  clientSecret: z.string().min(1).describe('Secret of that client, best as $env(NAME). Required.'),
  clientAuthentication: z
    .enum(['client_secret_basic', 'client_secret_post'])
    .default('client_secret_basic')
    .describe(
      'How the client shows its secret: client_secret_basic or client_secret_post. Default: client_secret_basic.',
    ),
  scope: oneOrMoreScopes
    .optional()
    .describe('Scopes to ask for, in one text or a list. Default: none named; the server decides.'),
  audience: z
    .string()
    .min(1)
    .optional()
    .describe('Audience to ask for, where the server takes that parameter. Default: none.'),
  resource: z
    .url()
    .optional()
    .describe('URL of the upstream, as resource indicator (RFC 8707). Default: none.'),
  authHeader: fieldName
    .default('Authorization')
    .describe(
      'Header that carries the token to the upstream, as Bearer in Authorization, bare in any other. Default: Authorization.',
    ),
  expirationOffsetSeconds: z
    .number()
    .min(0)
    .max(3600)
    .default(60)
    .describe(
      'How long before its end a token is replaced, seconds, 0 to 3600; at most half its life. Default: 60.',
    ),
  timeoutSeconds: z
    .number()
    .positive()
    .max(30)
    .default(5)
    .describe('Longest time for the token endpoint to answer, seconds, up to 30. Default: 5.'),
}

/** Checked {@link upstreamTokenOptions}. */
export type UpstreamTokenOptions = z.infer<z.ZodObject<typeof upstreamTokenOptions>>
