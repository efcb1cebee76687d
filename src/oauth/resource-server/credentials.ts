/** How a token is presented: as it is, or with a proof of the key it is bound to. */
export type TokenScheme = 'bearer' | 'dpop'

/** What a request presents as access token. */
export type Credentials =
  | { readonly kind: 'token'; readonly scheme: TokenScheme; readonly token: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly why: string }

// RFC 6750 section 2.1, b64token.
const tokenSyntax = /^[A-Za-z0-9\-._~+/]+=*$/

/**
 * Parses the value of an `Authorization` header. The scheme is compared without case (RFC 9110 section 11.1); another
 * scheme is another policy's business, and a bare `Bearer` presents nothing.
 */
export function parseCredentials(
  value: string | undefined,
  headerName: string,
  speaksDpop: boolean,
): Credentials {
  const text = value?.trim() ?? ''
  if (text === '') return { kind: 'none' }
  const written = /^(bearer|dpop)(?: +|$)/i.exec(text)
  const scheme = written?.[1]?.toLowerCase() as TokenScheme | undefined
  if (scheme === 'dpop' && !speaksDpop) return { kind: 'none' }
  // A header of one's own choosing may hold the token without a scheme.
  if (scheme === undefined && headerName === 'authorization') return { kind: 'none' }
  const token = text.slice(written?.[0].length ?? 0)
  if (token === '') return { kind: 'none' }
  if (!tokenSyntax.test(token))
    return { kind: 'malformed', why: 'The access token holds characters no token has.' }
  return { kind: 'token', scheme: scheme ?? 'bearer', token }
}

/** True when the query carries a token (RFC 6750 section 2.3), which MCP forbids and this gateway never reads. */
export function hasQueryToken(search: string): boolean {
  return search.includes('access_token') && /[?&]access_token=/.test(search)
}

/** True when a form carries a token (RFC 6750 section 2.2), which this gateway never reads either. */
export function hasFormToken(form: string): boolean {
  return form.includes('access_token') && /(?:^|&)access_token=/.test(form)
}
