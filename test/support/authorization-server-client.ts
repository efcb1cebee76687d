import * as oauth from 'oauth4webapi'

/** How a client of the sample proves itself: `web` and `service` by Basic, the others not at all. */
export function authenticationOf(clientId: string): oauth.ClientAuth {
  return clientId === 'web' || clientId === 'service'
    ? oauth.ClientSecretBasic(`${clientId}-secret-0123456789`)
    : oauth.None()
}

/** Speaks to an authorization server on loopback, where http is allowed. */
export const insecure = { [oauth.allowInsecureRequests]: true } as const

/** The metadata of a server, read as an OAuth client reads it. */
export async function discover(
  issuer: string,
  algorithm: 'oauth2' | 'oidc' = 'oauth2',
): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer)
  // RFC 8414 inserts the well-known part, which oauth4webapi does for `oauth2`.
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { algorithm, ...insecure }))
}

/** Asks about a token as a client; the answer is checked by the library. */
export async function introspect(
  server: oauth.AuthorizationServer,
  clientId: string,
  token: string,
  hint?: string,
): Promise<oauth.IntrospectionResponse> {
  const client = { client_id: clientId }
  const options = {
    ...insecure,
    ...(hint === undefined ? {} : { additionalParameters: { token_type_hint: hint } }),
  }
  const response = await oauth.introspectionRequest(
    server,
    client,
    authenticationOf(clientId),
    token,
    options,
  )
  return oauth.processIntrospectionResponse(server, client, response)
}

/** Revokes a token as a client; rejects when the server refuses. */
export async function revoke(
  server: oauth.AuthorizationServer,
  clientId: string,
  token: string,
  hint?: string,
): Promise<void> {
  const client = { client_id: clientId }
  const options = {
    ...insecure,
    ...(hint === undefined ? {} : { additionalParameters: { token_type_hint: hint } }),
  }
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, authenticationOf(clientId), token, options),
  )
}
