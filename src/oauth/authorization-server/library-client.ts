import type { IdentityClient } from '../../identity/identity.ts'
import type { Credentials } from './credentials.ts'

/** A client as the library registers it. */
export function toLibraryClient(
  client: IdentityClient,
  credentials: Pick<Credentials, 'secretOf'>,
): Record<string, unknown> {
  const secret = credentials.secretOf(client.id)
  // The library refuses the code grant without a redirect URI; such a client cannot sign in anyway.
  const canSignIn = client.grantTypes.includes('authorization_code') && client.redirectUris.length > 0
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.type === 'native' ? 'native' : 'web',
    grant_types: client.grantTypes.filter((grant) => grant !== 'authorization_code' || canSignIn),
    response_types: canSignIn ? ['code'] : [],
    redirect_uris: [...client.redirectUris],
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    ...(secret === undefined ? {} : { client_secret: secret }),
    ...(client.jwks === undefined ? {} : { jwks: client.jwks }),
  }
}
