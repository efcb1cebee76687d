/** What a request presents as bearer token. */
export type BearerCredentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly why: string }

// RFC 6750 section 2.1, b64token.
const tokenSyntax = /^[A-Za-z0-9\-._~+/]+=*$/

/**
 * Parses the value of an `Authorization` header. The scheme is compared without case (RFC 9110 section 11.1); another
 * scheme is another policy's business, and a bare `Bearer` presents nothing.
 */
export function parseBearerCredentials(value: string | undefined, headerName: string): BearerCredentials {
  const text = value?.trim() ?? ''
  if (text === '') return { kind: 'none' }
  const scheme = /^bearer(?: +|$)/i.exec(text)
  // A header of one's own choosing may hold the token without a scheme.
  if (scheme === null && headerName === 'authorization') return { kind: 'none' }
  const token = text.slice(scheme?.[0].length ?? 0)
  if (token === '') return { kind: 'none' }
  if (!tokenSyntax.test(token))
    return { kind: 'malformed', why: 'The bearer token holds characters no token has.' }
  return { kind: 'token', token }
}

/** True when the query carries a token (RFC 6750 section 2.3), which MCP forbids and this gateway never reads. */
export function hasQueryToken(search: string): boolean {
  return search.includes('access_token') && /[?&]access_token=/.test(search)
}
