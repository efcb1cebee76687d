/** Why an access token was not accepted. `expected` and `found` name claims and header fields, never the token. */
export type TokenRefusal =
  | { readonly reason: 'too-long'; readonly expected: string; readonly found: string }
  | { readonly reason: 'malformed'; readonly found: string }
  | { readonly reason: 'algorithm' | 'type' | 'key-id'; readonly expected: string; readonly found: string }
  | { readonly reason: 'critical-header' | 'unknown-key'; readonly found: string }
  | { readonly reason: 'signature' }
  | {
      readonly reason: 'issuer' | 'audience' | 'claim' | 'lifetime'
      readonly claim: string
      readonly expected: string
      readonly found: string
    }
  | {
      readonly reason: 'expired' | 'not-yet-valid' | 'issued-in-future'
      readonly expected: string
      readonly found: string
    }
  | { readonly reason: 'not-access-token'; readonly expected: string; readonly found: string }
  /** Bound to a key or certificate that was not shown, or not bound where it must be. */
  | { readonly reason: 'binding'; readonly expected: string; readonly found: string }
  /** The DPoP proof beside the token does not hold (RFC 9449 section 4.3). */
  | { readonly reason: 'proof'; readonly expected: string; readonly found: string }
  /** The DPoP proof must be made again with this nonce (RFC 9449 section 9). */
  | { readonly reason: 'proof-nonce'; readonly nonce: string }
  | { readonly reason: 'revoked' | 'inactive' }
  | {
      readonly reason: 'keys-unavailable' | 'introspection-unavailable'
      readonly retryAfterSeconds: number
    }

const longestShown = 200

/** A value of an unverified token as text that is safe to log: printable, short, on one line. */
export function showFound(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = Array.isArray(value) ? value.slice(0, 5).map(showOne).join(', ') : showOne(value)
  const printable = text.replaceAll(/[^\x20-\x7e]/g, '?')
  return printable.length > longestShown ? `${printable.slice(0, longestShown)}...` : printable
}

function showOne(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' || value === null
    ? String(value)
    : `a ${typeof value}`
}

/** What the log says of refusals that have nothing to compare. */
const sentences = {
  signature: 'does not verify with the key the token names',
  revoked: 'this gateway was told not to accept the token any more',
  inactive: 'the introspection endpoint does not know the token, or not any more',
  'proof-nonce': 'the DPoP proof lacks a nonce of ours',
  'keys-unavailable': 'the keys of the issuer cannot be read',
  'introspection-unavailable': 'the introspection endpoint does not answer',
} as const

/** `audience: expected X, found Y`, for the log. */
export function explainRefusal(refusal: TokenRefusal): string {
  const sentence = sentences[refusal.reason as keyof typeof sentences] as string | undefined
  if (sentence !== undefined) return `${refusal.reason}: ${sentence}`
  if (!('found' in refusal)) return refusal.reason
  const check = 'claim' in refusal ? refusal.claim : refusal.reason
  const expected = 'expected' in refusal ? `expected ${refusal.expected}, ` : ''
  return `${check}: ${expected}found ${refusal.found}`
}

/** What the caller is told: a sentence of ours; only values that our metadata publishes appear in it. */
export function describeRefusal(refusal: TokenRefusal): string {
  switch (refusal.reason) {
    case 'too-long':
      return 'The access token is too long.'
    case 'malformed':
      return 'The access token is not a signed JWT that can be read.'
    case 'algorithm':
      return 'The access token is signed with an algorithm that is not accepted here.'
    case 'type':
      return 'The token is of another type than an access token.'
    case 'critical-header':
      return 'The access token asks for header extensions that are not supported here.'
    case 'key-id':
    case 'unknown-key':
      return 'The access token is signed with a key its issuer does not publish.'
    case 'signature':
      return 'The signature of the access token does not verify.'
    case 'issuer':
      return `The access token is from another issuer; expected ${refusal.expected}.`
    case 'audience':
      return `The access token is for another audience; expected ${refusal.expected}.`
    case 'claim':
      return `The access token lacks a usable ${refusal.claim} claim.`
    case 'lifetime':
      return 'The access token lives longer than is accepted here.'
    case 'expired':
      return 'The access token has expired.'
    case 'not-yet-valid':
      return 'The access token is not valid yet.'
    case 'issued-in-future':
      return 'The access token was issued in the future; check the clocks.'
    case 'not-access-token':
      return 'The token is not an access token of this issuer; an ID token is not accepted.'
    case 'binding':
      return `The access token must be presented with what it is bound to; expected ${refusal.expected}.`
    case 'proof':
      return `The DPoP proof is not accepted; expected ${refusal.expected}.`
    case 'proof-nonce':
      return 'The DPoP proof must hold the nonce of the DPoP-Nonce header.'
    case 'revoked':
      return 'The access token was revoked.'
    case 'inactive':
      return 'The access token is not active.'
    case 'keys-unavailable':
      return 'The keys of the issuer cannot be read right now.'
    case 'introspection-unavailable':
      return 'The authorization server cannot be asked about the token right now.'
  }
}
