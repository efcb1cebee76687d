import type { Adapter } from 'oidc-provider'
import { toLibraryClient } from '../library-client.ts'
import { toLibraryError } from '../library-error.ts'
import type { OidcProvider } from '../load-oidc-provider.ts'
import { oktaErrors } from '../okta-errors.ts'
import type { ClientDirectory } from './client-directory.ts'

/** Where the library finds the clients that no file declares; it is never asked to keep one. */
export function createClientAdapter(library: OidcProvider, clients: ClientDirectory): Adapter {
  const nothing = async (): Promise<undefined> => undefined
  return {
    find: async (id) => {
      const found = await clients.find(id)
      if (found.ok) return toLibraryClient(found.value, { secretOf: () => found.value.secret })
      if (found.error === oktaErrors.unknownClient) return undefined
      throw toLibraryError(library, found.error)
    },
    findByUid: nothing,
    findByUserCode: nothing,
    upsert: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  }
}
