import { describeAssertionError } from './assertion-errors.ts'
import { deviceCodeGrant } from '../../identity/grant-types.ts'
import { servedGrantTypes } from './discovery-document.ts'
import type { LibraryError } from './library-error.ts'
import { oktaErrors, type OktaError } from './okta-errors.ts'

/** What is known of the token request that failed. */
export interface TokenRequestFacts {
  readonly grantType: string | undefined
  /** Grant types of the client in the identity file; empty when the client is not known. */
  readonly clientGrantTypes: readonly string[]
  readonly resource: string
}

type Describe = (error: LibraryError, facts: TokenRequestFacts) => OktaError

const invalidGrant: Describe = (_error, facts) => {
  if (facts.grantType === deviceCodeGrant) return oktaErrors.invalidDeviceCode
  return facts.grantType === 'refresh_token' ? oktaErrors.invalidRefreshToken : oktaErrors.invalidCode
}

/** The library's errors, by OAuth error and what its words match, beside Okta's. The first row that fits counts. */
const rows: readonly (readonly [error: string, words: RegExp, describe: Describe])[] = [
  ['invalid_request', /no client authentication mechanism/, () => oktaErrors.noCredentials],
  [
    'invalid_request',
    /only be provided using one mechanism|client_id mismatch/,
    () => oktaErrors.severalCredentials,
  ],
  ['invalid_request', /authorization header|Authorization header/, () => oktaErrors.unreadableCredentials],
  [
    'invalid_request',
    /grant type is not allowed|is not allowed for this client/,
    (_error, facts) => oktaErrors.grantTypeNotConfigured(facts.clientGrantTypes),
  ],
  [
    'invalid_request',
    /missing required parameter.*grant_type/,
    () => oktaErrors.grantTypeMissing(servedGrantTypes),
  ],
  ['invalid_request', /missing required parameter 'token'/, () => oktaErrors.tokenMissing],
  ['invalid_request', /must not be provided twice/, () => oktaErrors.repeatedParameters],
  ['invalid_request', /^code_verifier /, () => oktaErrors.pkceFailed],
  ['invalid_client', /client not found/, () => oktaErrors.unknownClient],
  ['invalid_client', /invalid secret/, () => oktaErrors.wrongSecret],
  ['invalid_client', /./, () => oktaErrors.clientNotAuthenticated],
  ['unsupported_grant_type', /./, () => oktaErrors.grantTypeNotServed(servedGrantTypes)],
  ['invalid_grant', /code_verifier must be provided/, () => oktaErrors.verifierRequired],
  ['invalid_grant', /unsupported code_challenge_method/, () => oktaErrors.challengeMissing],
  ['invalid_grant', /code_verifier does not match/, () => oktaErrors.pkceFailed],
  ['invalid_grant', /redirect_uri mismatch/, () => oktaErrors.otherRedirectUri],
  [
    'invalid_grant',
    /client mismatch/,
    (error, facts) =>
      facts.grantType === 'authorization_code' ? oktaErrors.otherClientsGrant : invalidGrant(error, facts),
  ],
  ['invalid_grant', /./, invalidGrant],
  ['authorization_pending', /./, () => oktaErrors.devicePending],
  ['expired_token', /./, () => oktaErrors.deviceCodeExpired],
  // What a person or the policies have decided at the approval page comes back from the record of the device code.
  ['access_denied', /denied the request/, () => oktaErrors.deniedByPerson],
  ['access_denied', /^Policy evaluation failed/, () => oktaErrors.noMatchingPolicy],
  ['invalid_scope', /missing requested/, (error) => oktaErrors.scopesBeyondGrant(error.scope ?? '')],
  ['invalid_scope', /invalid characters/, () => oktaErrors.malformedScope],
  [
    'invalid_target',
    /^resource indicator|^only a single/,
    (_error, facts) => oktaErrors.resourceRejected(facts.resource),
  ],
]

/** Says an error of the token endpoint in Okta's words; what Okta has no words for keeps the library's. */
export function describeTokenError(error: LibraryError, facts: TokenRequestFacts): OktaError {
  const description = error.error_description ?? ''
  const words = `${error.error_detail ?? ''}\n${description}`
  const aboutAssertion =
    error.error === 'invalid_client' || /client_assertion/.test(words)
      ? describeAssertionError(words.trim())
      : undefined
  if (aboutAssertion !== undefined) return aboutAssertion
  const row = rows.find(([name, pattern]) => name === error.error && pattern.test(words.trim()))
  return row?.[2](error, facts) ?? { status: error.statusCode, error: error.error, description }
}
