import * as z from 'zod'
import { fieldName, trustworthyUrl } from '../../bearer/options.ts'
import { openFgaOptions } from '../../openfga/options.ts'

const secret = z.string().min(1)

const credentials = z.discriminatedUnion('method', [
  z.object({ method: z.literal('none') }),
  z.object({ method: z.literal('api-token'), token: secret.describe('Token of the store. Required.') }),
  z.object({
    method: z.literal('header'),
    headerName: fieldName.describe('Header that holds the secret. Required.'),
    headerValue: secret.describe('Value of the header. Required.'),
  }),
  z.object({
    method: z.literal('client-credentials'),
    clientId: secret.describe('Id of the client. Required.'),
    clientSecret: secret.describe('Secret of the client, best as $env(NAME). Required.'),
    apiAudience: secret.describe('Audience of the store. Required.'),
    oauthTokenEndpointUrl: trustworthyUrl.describe('URL of the token endpoint. Required.'),
  }),
])

/** Options of the OpenFGA policy. */
export const openfgaAuthzOptions = z.object({
  apiUrl: trustworthyUrl.describe('URL of the OpenFGA server. Required.'),
  credentials: credentials.describe(
    'How the gateway shows who it is: method none, api-token, header or client-credentials, with its members. Required.',
  ),
  ...openFgaOptions,
})
