import type { OktaError } from './okta-errors.ts'

const refusal = (description: string): OktaError => ({ status: 401, error: 'invalid_client', description })

const unparsed = refusal('The parsing of the client_assertion failed.')
const tooFarAhead = refusal('The client_assertion token has an expiration too far into the future.')
const issuedLater = refusal('The client_assertion token must be issued before the current time.')

/** The library's words about a client_assertion (RFC 7523 section 3), beside Okta's. The first row that fits counts. */
const rows: readonly (readonly [words: RegExp, problem: OktaError])[] = [
  [/invalid client_assertion format|Invalid JWT|Invalid Token|payload is not of JWT type/i, unparsed],
  [
    /client_assertion_type must/,
    { status: 400, error: 'invalid_request', description: 'The client_assertion_type is invalid.' },
  ],
  [/^sub \(JWT subject\)/, refusal('The subject claim for client_assertion is not a valid client_id.')],
  [/^iss \(JWT issuer\)/, refusal('The issuer claim for client_assertion is not a valid client_id.')],
  [
    /audience \(aud\)|^aud \(JWT audience\)/,
    refusal('The audience claim for client_assertion must be the endpoint invoked for the request.'),
  ],
  [
    /^expiration must be specified/,
    refusal("The client_assertion must contain the 'exp' claim as seconds since epoch."),
  ],
  [/^jwt expired/, refusal('The client_assertion token is expired.')],
  [
    /^invalid exp value/,
    refusal("The client_assertion must contain the 'exp' claim as seconds since epoch."),
  ],
  [/must only be used once/, refusal('The client_assertion token has already been used.')],
  [/^alg mismatch/, refusal('The client_assertion JWT signature algorithm is invalid.')],
  [/no applicable key/, refusal('The client_assertion JWT kid is invalid.')],
  [/signature verification failed/, refusal('The client_assertion signature is invalid.')],
  [/expiration too far into the future/, tooFarAhead],
  [/must be issued before the current time|jwt issued in the future|jwt not active yet/, issuedLater],
]

/** Okta's words for a client_assertion that was refused; undefined when the words are about something else. */
export function describeAssertionError(words: string): OktaError | undefined {
  return rows.find(([pattern]) => pattern.test(words))?.[1]
}

/** Okta's longest life of an assertion, and what clocks may differ by, in seconds. */
const longestLife = 3600
const clockTolerance = 15

/** What Okta demands of the times in a client_assertion beyond the library; undefined when they are good. */
export function checkAssertionTimes(
  { exp, iat }: Readonly<Record<string, unknown>>,
  nowSeconds: number,
): OktaError | undefined {
  if (typeof exp === 'number' && exp > nowSeconds + longestLife + clockTolerance) return tooFarAhead
  if (typeof iat === 'number' && iat > nowSeconds + clockTolerance) return issuedLater
  return undefined
}
