import * as z from 'zod'

const scopes = z
  .array(z.string())
  .optional()
  .describe(
    'Custom scopes that these clients may ask for; default: all of the server. Others do not exist for them.',
  )

const redirectSchemes = z
  .array(
    z
      .string()
      .regex(/^[a-z][a-z0-9+.-]{0,63}$/, 'must be the name of a scheme in lower case, without a colon'),
  )
  .default([])
  .describe(
    'Schemes of applications, such as `cursor`, that redirect URIs may have beside https and http on loopback; default none.',
  )

const hostNames = z.array(
  z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, 'must be a host name in lower case, without a port'),
)

/** The shape of `registration`: clients that register themselves (RFC 7591). */
export const registrationSchema = z
  .object({
    initialAccessToken: z
      .string()
      .regex(/^[\x21-\x7e]{16,256}$/, 'must be 16 to 256 printable ASCII characters without spaces')
      .optional()
      .describe(
        'What a client must send as a bearer token to register, best as `$env(NAME)`; default: nothing.',
      ),
    scopes,
    redirectHosts: hostNames
      .default([])
      .describe('Hosts that https redirect URIs may have, such as `claude.ai`; default: any.'),
    redirectSchemes,
    maxClients: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(1000)
      .describe('Most clients that may be registered at one time; default 1000, at most 10000.'),
    perAddressPerHour: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(20)
      .describe(
        'Most new registrations an hour from one address, or one IPv6 network of 64 bits; default 20.',
      ),
    keepUnusedHours: z
      .number()
      .positive()
      .max(8760)
      .default(24)
      .describe('Hours after which a client that never got a token is removed; default 24.'),
    keepUsedDays: z
      .number()
      .positive()
      .max(3650)
      .default(90)
      .describe('Days without a new token after which a client is removed; default 90.'),
  })
  .describe('Clients may register themselves at `/v1/clients` (RFC 7591). Absent: refused, as Okta does.')

/** The shape of `clientIdMetadata`: clients whose id is the URL of a document about them. */
export const clientIdMetadataSchema = z
  .object({
    hosts: hostNames
      .default([])
      .describe('Hosts that documents may be read from, such as `claude.ai`; default: any public one.'),
    scopes,
    redirectSchemes,
    loopback: z
      .boolean()
      .default(false)
      .describe(
        'Documents on the loopback interface are read too, also over http: for development. Default false.',
      ),
  })
  .describe(
    'A client id may be the URL of a metadata document, which is fetched. Absent: such a client is unknown.',
  )
