/** How a client shows its secret to an authorization server. */
export type ClientAuthentication = 'client_secret_basic' | 'client_secret_post'

/** A client of an authorization server. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly clientAuthentication: ClientAuthentication
}

/** Adds what authenticates a client to the form of a request, or answers the header fields that do (RFC 6749 section 2.3.1). */
export function authenticateClient(
  { clientId, clientSecret, clientAuthentication }: ClientCredentials,
  form: URLSearchParams,
): Readonly<Record<string, string>> {
  if (clientAuthentication === 'client_secret_basic')
    return { authorization: `Basic ${btoa(`${formEncode(clientId)}:${formEncode(clientSecret)}`)}` }
  form.set('client_id', clientId)
  form.set('client_secret', clientSecret)
  return {}
}

/** Both parts are form-encoded before they are joined. */
function formEncode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1)
}
