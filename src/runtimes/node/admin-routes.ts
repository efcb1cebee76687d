import { createKeyAdminRoutes } from '../../admin-api/key-admin-routes.ts'
import type { AdminRoute, AdminServices } from '../../gateway/admin-route.ts'
import type { Catalog } from '../../gateway/catalog.ts'
import { createServerAdminRoutes, type ServerAdminInput } from './server-admin-routes.ts'

/** What the admin routes of a project are made of. */
export interface AdminRoutesInput {
  readonly catalog: Catalog
  readonly services: Omit<AdminServices, 'revokeTokens'>
  readonly revokeTokens: AdminServices['revokeTokens']
  /** The embedded authorization servers; undefined where there are none. */
  readonly authorizationServers: Omit<ServerAdminInput, 'services'> | undefined
}

/** Every admin route of a project: those of API keys, of the catalog, and of the embedded authorization servers. */
export function createAdminRoutes(input: AdminRoutesInput): readonly AdminRoute[] {
  const { services: given } = input
  const services: AdminServices = {
    now: () => given.now(),
    randomId: () => given.randomId(),
    sha256: (text) => given.sha256(text),
    storage: given.storage,
    log: given.log,
    revokeTokens: input.revokeTokens,
  }
  const { authorizationServers } = input
  return [
    ...createKeyAdminRoutes(services),
    ...(input.catalog.adminRoutes ?? []).flatMap((create) => create(services)),
    ...(authorizationServers === undefined
      ? []
      : createServerAdminRoutes({ ...authorizationServers, services })),
  ]
}
