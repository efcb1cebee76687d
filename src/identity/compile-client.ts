import { fullGrantType } from './grant-types.ts'
import type { IdentityClient, TokenEndpointAuthMethod } from './identity.ts'
import type { IdentityDocument } from './schema.ts'

type ClientDocument = IdentityDocument['clients'][number]

/** A client of the file with the defaults that depend on its type. */
export function compileClient(client: ClientDocument): IdentityClient {
  const tokenEndpointAuthMethod = authMethodOf(client)
  return {
    id: client.id,
    name: client.name,
    type: client.type,
    tokenEndpointAuthMethod,
    secret: usesSecret({ tokenEndpointAuthMethod }) ? client.secret : undefined,
    jwks: client.jwks,
    pkceRequired: client.pkceRequired ?? isPublicType(client.type),
    grantTypes: client.grantTypes.map(fullGrantType),
    redirectUris: client.redirectUris,
    postLogoutRedirectUris: client.postLogoutRedirectUris,
    assignedTo: client.assignedTo,
  }
}

/** How a client proves itself: as it says, else by its type. */
export function authMethodOf(
  client: Pick<ClientDocument, 'type' | 'tokenEndpointAuthMethod'>,
): TokenEndpointAuthMethod {
  return client.tokenEndpointAuthMethod ?? (isPublicType(client.type) ? 'none' : 'client_secret_basic')
}

/** True for the types that run where a secret cannot be kept. */
export function isPublicType(type: IdentityClient['type']): boolean {
  return type === 'native' || type === 'browser'
}

/** True for a client that proves itself with a secret. */
export function usesSecret(client: Pick<IdentityClient, 'tokenEndpointAuthMethod'>): boolean {
  const { tokenEndpointAuthMethod: method } = client
  return method === 'client_secret_basic' || method === 'client_secret_post'
}
