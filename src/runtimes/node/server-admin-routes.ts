import { z } from 'zod'
import { GatewayError } from '../../foundation/errors.ts'
import { defineAdminRoute, type AdminRoute, type AdminServices } from '../../gateway/admin-route.ts'
import type { Identity } from '../../identity/identity.ts'
import { createServerAdministration } from '../../oauth/authorization-server/administration.ts'

/** What the admin routes of the authorization servers need. */
export interface ServerAdminInput {
  readonly identity: Identity
  readonly services: AdminServices
  /** Signs with another key from now on. */
  readonly rotateKeys: (server: string) => Promise<void>
  /** Every spelling of the issuer of a server. */
  readonly issuersOf: (server: string) => readonly string[]
}

/** Grants one answer lists. */
const mostGrants = 1000
const name = z.string().min(1).max(320)
const listInput = z.strictObject({
  user: name.optional().describe('Login of a person.'),
  client: name.optional().describe('Id of a client.'),
})
const revokeInput = listInput.refine(
  ({ user, client }) => (user === undefined) !== (client === undefined),
  'give either "user" or "client"',
)

/** The admin routes of the embedded authorization servers: state and rotation of keys, grants and their end. */
export function createServerAdminRoutes({
  identity,
  services,
  rotateKeys,
  issuersOf,
}: ServerAdminInput): readonly AdminRoute[] {
  const administration = createServerAdministration(services.storage, identity)
  return [
    defineAdminRoute({
      method: 'GET',
      path: '/servers',
      summary: 'The authorization servers and the state of their signing keys.',
      serve: async () => ({ servers: await administration.status() }),
    }),
    defineAdminRoute({
      method: 'POST',
      path: '/servers/{server}/rotate-keys',
      summary: 'Signs with another key from now on; tokens of the old one stay good until they expire.',
      serve: async ({ params: { server = '' } }) => {
        if (!administration.serverIds.includes(server))
          throw new GatewayError('SALLYPORT_ADMIN_NOT_FOUND', {
            detail: `There is no authorization server "${server.slice(0, 100)}"; there are: ${administration.serverIds.join(', ')}.`,
          })
        await rotateKeys(server)
        return (await administration.status()).find(({ id }) => id === server)
      },
    }),
    defineAdminRoute({
      method: 'GET',
      path: '/grants',
      summary: 'What people let clients do, of one person or client or of all.',
      input: listInput,
      serve: async ({ input }) => {
        const grants = await administration.listGrants(input, mostGrants + 1)
        return { grants: grants.slice(0, mostGrants), isComplete: grants.length <= mostGrants }
      },
    }),
    defineAdminRoute({
      method: 'POST',
      path: '/revoke',
      summary: 'Ends all sign-ins, grants and tokens of a person, or all grants and tokens of a client.',
      input: revokeInput,
      serve: async ({ input }) => {
        const { user, client } = input
        const ended = await administration.endGrants(input)
        const meant = {
          ...(user === undefined ? {} : { subject: administration.subjectOf(user) }),
          ...(client === undefined ? {} : { client }),
        }
        for (const issuer of administration.serverIds.flatMap(issuersOf))
          await services.revokeTokens({ issuer, ...meant })
        return ended
      },
    }),
  ]
}
