/** What a request presents as API key. */
export type PresentedKey =
  | { readonly kind: 'key'; readonly key: string }
  /** Nothing, or credentials of another scheme. */
  | { readonly kind: 'none' }

/** Finds the key in the value of its header; the scheme is compared without case (RFC 9110 section 11.1). */
export function findPresentedKey(
  value: string | undefined,
  headerName: string,
  scheme: string,
): PresentedKey {
  const text = value?.trim() ?? ''
  if (text === '') return { kind: 'none' }
  const [first = '', ...rest] = text.split(/ +/)
  if (scheme === '') return { kind: 'key', key: text }
  if (first.toLowerCase() === scheme.toLowerCase())
    return rest.length === 0 ? { kind: 'none' } : { kind: 'key', key: rest.join(' ') }
  // A header of one's own choosing may hold the key without a scheme.
  return headerName === 'authorization' ? { kind: 'none' } : { kind: 'key', key: text }
}
