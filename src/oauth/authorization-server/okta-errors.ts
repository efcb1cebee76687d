/** An OAuth error with Okta's status and words (its published table of OAuth error codes, build 2026.08). */
export interface OktaError {
  readonly status: number
  readonly error: string
  readonly description: string
}

const refusal = (status: number, error: string, description: string): OktaError => ({
  status,
  error,
  description,
})

/** RFC 6749 section 5.2: descriptions hold printable ASCII without quote and backslash. */
function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?').slice(0, 200)
}

function listed(names: Iterable<string>): string {
  return printable([...names].join(', '))
}

/** Okta's OAuth errors by what happened. */
export const oktaErrors = {
  noMatchingPolicy: refusal(
    401,
    'access_denied',
    'Policy evaluation failed for this request, please check the policy configurations.',
  ),
  scopesBeyondGrant: (scopes: string): OktaError =>
    refusal(
      400,
      'access_denied',
      'Some of the scopes requested for the refresh request were not granted in the original authorize request. ' +
        `Denied scopes: ${printable(scopes)}.`,
    ),
  deniedByPerson: refusal(
    403,
    'access_denied',
    'The resource owner or authorization server denied the request.',
  ),
  consentRequired: (scopes: Iterable<string>): OktaError =>
    refusal(
      400,
      'consent_required',
      'The following scopes require user consent and cannot be granted for the client credentials grant type: ' +
        `[${listed(scopes)}].`,
    ),
  devicePending: refusal(
    400,
    'authorization_pending',
    'The device authorization is pending. Please try again later.',
  ),
  deviceSlowDown: refusal(400, 'slow_down', 'The device asks more often than its interval allows.'),
  deviceCodeExpired: refusal(400, 'expired_token', 'The device code is invalid or has expired.'),
  invalidDeviceCode: refusal(400, 'invalid_grant', 'The device code is invalid or has expired.'),
  tooManyAttempts: refusal(429, 'invalid_request', 'Too many codes were tried. Try again in 10 minutes.'),
  userNotAssigned: refusal(400, 'access_denied', 'User is not assigned to the client application.'),
  noCredentials: refusal(401, 'invalid_client', 'No client credentials found.'),
  wrongSecret: refusal(
    401,
    'invalid_client',
    'The client secret supplied for a confidential client is invalid.',
  ),
  unknownClient: refusal(401, 'invalid_client', "Invalid value for 'client_id' parameter."),
  clientNotAuthenticated: refusal(
    401,
    'invalid_client',
    'Client authentication failed. Either the client or the client credentials are invalid.',
  ),
  unreadableCredentials: refusal(
    401,
    'invalid_client',
    'Found Authentication header but was not valid client credentials.',
  ),
  severalCredentials: refusal(
    401,
    'invalid_request',
    'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, ' +
      'credentials in the post body, or a client_assertion in the post body.',
  ),
  invalidCode: refusal(400, 'invalid_grant', 'The authorization code is invalid or has expired.'),
  pkceFailed: refusal(400, 'invalid_grant', 'PKCE verification failed.'),
  invalidRefreshToken: refusal(400, 'invalid_grant', 'The refresh token is invalid or expired.'),
  otherClientsGrant: refusal(
    400,
    'invalid_grant',
    "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.",
  ),
  otherRedirectUri: refusal(
    400,
    'invalid_grant',
    "The 'redirect_uri' does not match the redirection URI used in the authorization request.",
  ),
  challengeRequired: refusal(400, 'invalid_request', 'PKCE code challenge is required by the application.'),
  verifierRequired: refusal(400, 'invalid_request', 'PKCE code verifier is required by the application.'),
  challengeMethod: refusal(
    400,
    'invalid_request',
    'PKCE code challenge method is not supported. Valid values: [S256]',
  ),
  challengeCharacters: refusal(400, 'invalid_request', 'PKCE code challenge contains illegal characters.'),
  challengeMissing: refusal(
    400,
    'invalid_request',
    'PKCE code challenge should be specified in the authorize request for code verification.',
  ),
  invalidState: refusal(
    400,
    'invalid_request',
    "The authentication request has an invalid 'state' parameter.",
  ),
  unregisteredRedirectUri: refusal(
    400,
    'invalid_request',
    "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.",
  ),
  unregisteredLogoutUri: refusal(
    400,
    'invalid_request',
    "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings.",
  ),
  grantTypeMissing: (served: Iterable<string>): OktaError =>
    refusal(
      400,
      'invalid_request',
      `The token request must specify a 'grant_type'. Valid values: [${listed(served)}]`,
    ),
  repeatedParameters: refusal(
    400,
    'invalid_request',
    'The request contained multiple parameters with the same name.',
  ),
  tokenMissing: refusal(400, 'invalid_request', "The 'token' parameter is required."),
  requestUriPresent: refusal(
    400,
    'invalid_request',
    "The 'request_uri' parameter must not be present in the request.",
  ),
  invalidRequestUri: refusal(400, 'invalid_request_uri', 'The authorize request_uri is invalid.'),
  unreadableForm: refusal(
    400,
    'invalid_request',
    'The request must be a form (application/x-www-form-urlencoded) of a reasonable size.',
  ),
  unknownScope: refusal(
    400,
    'invalid_scope',
    'One or more scopes are not configured for the authorization server resource.',
  ),
  noDefaultScopes: refusal(
    400,
    'invalid_scope',
    "The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
  ),
  oidcScopesWithoutUser: refusal(
    400,
    'invalid_scope',
    "Cannot request 'openid' scopes using client credentials.",
  ),
  malformedScope: refusal(
    400,
    'invalid_scope',
    'The requested scope is invalid, unknown, malformed, or exceeds the scope granted by the resource owner.',
  ),
  grantTypeNotConfigured: (configured: Iterable<string>): OktaError =>
    refusal(
      400,
      'unauthorized_client',
      `The client is not authorized to use the provided grant type. Configured grant types: [${listed(configured)}].`,
    ),
  grantTypeNotServed: (served: Iterable<string>): OktaError =>
    refusal(
      400,
      'unsupported_grant_type',
      'The authorization grant type is not supported by the authorization server. ' +
        `Configured grant types: [${listed(served)}].`,
    ),
  responseTypeNotServed: refusal(
    400,
    'unsupported_response_type',
    'The response type is not supported by the authorization server. Configured response types: [code].',
  ),
  responseModeNotServed: refusal(
    400,
    'unsupported_response_mode',
    'The response mode is not supported by the authorization server. Configured response modes: [query].',
  ),
  resourceRejected: (resource: string): OktaError =>
    refusal(
      400,
      'invalid_target',
      `The authorization server has rejected the 'resource' parameter: ${printable(resource)}`,
    ),
  documentOfOtherClient: refusal(
    400,
    'invalid_client_metadata',
    "The 'client_id' in the metadata document does not match the URL used to fetch it.",
  ),
  documentWithoutRedirectUris: refusal(
    400,
    'invalid_client_metadata',
    "The metadata document is missing the required 'redirect_uris' field.",
  ),
  documentNotJson: refusal(
    400,
    'invalid_client_metadata',
    'The metadata document could not be parsed as valid JSON.',
  ),
  documentUnreachable: refusal(
    503,
    'temporarily_unavailable',
    'The metadata document of the client cannot be read at this moment.',
  ),
  tooManyDocuments: refusal(
    429,
    'temporarily_unavailable',
    'Request throttled due to repeated invalid client errors.',
  ),
  clientMetadata: (description: string): OktaError =>
    refusal(400, 'invalid_client_metadata', printable(description)),
  promptRequired: refusal(
    400,
    'interaction_required',
    'A client that registered itself cannot ask for a sign-in that nobody sees.',
  ),
  tooManyGroups: refusal(400, 'server_error', 'The groups claim matched too many groups.'),
  invalidToken: refusal(401, 'invalid_token', 'The token is invalid.'),
  internal: refusal(500, 'server_error', 'The authorization server could not answer this request.'),
} as const

/** The body of an error answer at the token endpoint and its neighbours. */
export function oktaErrorBody(problem: OktaError): { error: string; error_description: string } {
  return { error: problem.error, error_description: problem.description }
}
