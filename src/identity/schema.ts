import * as z from 'zod'
import { authorizationServerSchema } from './authorization-server-schema.ts'
import { clientSchema } from './client-schema.ts'
import { groupSchema, userSchema } from './people-schema.ts'

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
    owner: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1 to 64 letters, digits, `.`, `_` or `-`')
      .optional()
      .describe(
        'Marks what is made from this file at an identity provider; default: the name of the project folder.',
      ),
    authorizationServers: z.array(authorizationServerSchema).default([]).describe('Authorization servers.'),
    clients: z.array(clientSchema).default([]).describe('Applications, known to every server.'),
    groups: z.array(groupSchema).default([]).describe('Groups of people, known to every server.'),
    users: z.array(userSchema).default([]).describe('People, known to every server.'),
  })
  .describe('The declared authorization servers of a project, with who may get which tokens from them.')

/** An identity file whose shape is right and whose defaults are filled in; names are not resolved yet. */
export type IdentityDocument = z.output<typeof identitySchema>

/** The JSON Schema of the identity file, for editors; `schemas/identity.schema.json` is this. */
export function buildIdentityJsonSchema(): object {
  return z.toJSONSchema(identitySchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.type !== 'object' || jsonSchema.properties === undefined) return
      // What `check` says about unknown keys, an editor says while they are typed.
      jsonSchema.additionalProperties = false
      jsonSchema.patternProperties = { '^x-': {} }
    },
  })
}
