/** One row of the table below. */
export interface ErrorRow {
  /** HTTP status of the answer when the error reaches a caller. */
  readonly status: number
  /** Sentence a caller may read; never holds data of the request. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string
}

/** Every error a running gateway answers with; codes are never reused. */
export const errorTable = {
  SALLYPORT_ROUTE_NOT_FOUND: {
    status: 404,
    message: 'No route matches this path.',
    hint: 'List the routes with `sallyport routes`.',
  },
  SALLYPORT_ROUTE_METHOD_NOT_ALLOWED: {
    status: 405,
    message: 'The path exists, but not for this method.',
    hint: 'The Allow header names the methods it has.',
  },
  SALLYPORT_ROUTE_METHOD_NOT_IMPLEMENTED: {
    status: 501,
    message: 'The gateway does not implement this method.',
    hint: 'Use GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS or TRACE.',
  },
  SALLYPORT_REQUEST_MALFORMED: {
    status: 400,
    message: 'The request cannot be read.',
    hint: 'Check its URL, headers and body.',
  },
  SALLYPORT_REQUEST_BODY_TOO_LARGE: {
    status: 413,
    message: 'The request body is larger than this gateway accepts.',
    hint: 'Send less, or raise limits.bodyBytes in sallyport.jsonc.',
  },
  SALLYPORT_REQUEST_URL_TOO_LONG: {
    status: 414,
    message: 'The URL is longer than this gateway accepts.',
    hint: 'Send long values in a body, or raise limits.urlBytes in sallyport.jsonc.',
  },
  SALLYPORT_REQUEST_TIMEOUT: {
    status: 408,
    message: 'The request body did not arrive in time.',
    hint: 'Send it again.',
  },
  SALLYPORT_REQUEST_HOST_REFUSED: {
    status: 403,
    message: 'This gateway does not answer for the host that was asked for.',
    hint: 'Ask for its public URL, or start it with --public-url.',
  },
  SALLYPORT_REQUEST_ORIGIN_REFUSED: {
    status: 403,
    message: 'Requests from this web origin are not accepted here.',
    hint: 'Allow the origin in the CORS policy of the route.',
  },
  SALLYPORT_REQUEST_UPGRADE_REQUIRED: {
    status: 426,
    message: 'This route speaks WebSocket only.',
    hint: 'Open a WebSocket at this URL: ws:// for http://, wss:// for https://.',
  },
  SALLYPORT_LIMIT_OPEN_SOCKETS: {
    status: 503,
    message: 'This gateway holds as many WebSockets as it may.',
    hint: 'Try again later.',
  },
  SALLYPORT_LIMIT_RATE: {
    status: 429,
    message: 'Too many requests.',
    hint: 'Wait for the time in Retry-After.',
  },
  SALLYPORT_LIMIT_QUOTA: {
    status: 429,
    message: 'The quota of this period is used up.',
    hint: 'Wait for the time in Retry-After, or ask the operator of the gateway for more.',
  },
  SALLYPORT_LIMIT_FAILED_ATTEMPTS: {
    status: 429,
    message: 'Too many credentials from this address were not accepted.',
    hint: 'Wait for the time in Retry-After, then send credentials that are accepted.',
  },
  SALLYPORT_LIMIT_BODY_SIZE: {
    status: 413,
    message: 'The request body is larger than this route accepts.',
    hint: 'Send less.',
  },
  SALLYPORT_ANSWER_PROMPT_INJECTION: {
    status: 400,
    message: 'The answer was held back: it gives orders to a model.',
    hint: 'Have the operator look at the data behind the answer, or at the rules of the policy.',
  },
  SALLYPORT_REQUEST_INVALID: {
    status: 400,
    message: 'The request does not fit the description of this route.',
    hint: 'Correct what the errors name.',
  },
  SALLYPORT_GRAPHQL_REFUSED: {
    status: 400,
    message: 'The GraphQL request is not accepted here.',
    hint: 'Send a smaller or simpler document.',
  },
  SALLYPORT_AUTH_REQUIRED: {
    status: 401,
    message: 'Sign in first.',
    hint: 'Send an access token as Authorization: Bearer.',
  },
  SALLYPORT_AUTH_TOKEN_REFUSED: {
    status: 401,
    message: 'The access token was not accepted.',
    hint: 'Get a new one from the authorization server.',
  },
  SALLYPORT_AUTH_SCOPE_MISSING: {
    status: 403,
    message: 'The access token lacks a scope this needs.',
    hint: 'Ask for the scope in the challenge.',
  },
  SALLYPORT_AUTH_REQUEST_MALFORMED: {
    status: 400,
    message: 'The credentials of this request cannot be read.',
    hint: 'Send exactly one Authorization header: Bearer and the token.',
  },
  SALLYPORT_AUTH_KEYS_UNAVAILABLE: {
    status: 503,
    message: 'The keys of the authorization server cannot be read right now.',
    hint: 'Try again after the time in Retry-After.',
  },
  SALLYPORT_AUTH_INTROSPECTION_UNAVAILABLE: {
    status: 503,
    message: 'The authorization server cannot be asked about tokens right now.',
    hint: 'Try again after the time in Retry-After.',
  },
  SALLYPORT_CREDENTIALS_REQUIRED: {
    status: 401,
    message: 'Credentials are needed.',
    hint: 'Send those that the WWW-Authenticate header names.',
  },
  SALLYPORT_CREDENTIALS_REFUSED: {
    status: 401,
    message: 'The credentials were not accepted.',
    hint: 'Check them, or ask the operator of the gateway for new ones.',
  },
  SALLYPORT_ACCESS_DENIED: {
    status: 403,
    message: 'The caller may not do this.',
    hint: 'Ask the operator of the gateway for access.',
  },
  SALLYPORT_ACCESS_UNDECIDED: {
    status: 503,
    message: 'Whether the caller may do this cannot be found out right now.',
    hint: 'Try again after the time in Retry-After.',
  },
  SALLYPORT_UPSTREAM_UNREACHABLE: {
    status: 502,
    message: 'The upstream cannot be reached.',
    hint: 'Check that it runs and that its URL is right.',
  },
  SALLYPORT_UPSTREAM_TIMEOUT: {
    status: 504,
    message: 'The upstream did not answer in time.',
    hint: 'Try again later.',
  },
  SALLYPORT_UPSTREAM_BODY_TOO_LARGE: {
    status: 502,
    message: 'The answer of the upstream is larger than this gateway changes.',
    hint: 'Ask for less, or raise limits.bodyBytes in sallyport.jsonc.',
  },
  SALLYPORT_UPSTREAM_FUNCTION_FAILED: {
    status: 502,
    message: 'The function behind this route failed.',
    hint: 'The log has what it said.',
  },
  SALLYPORT_UPSTREAM_FUNCTION_BUSY: {
    status: 503,
    message: 'The function behind this route takes no more calls right now.',
    hint: 'Try again after the time in Retry-After.',
  },
  SALLYPORT_UPSTREAM_SIGN_IN_REFUSED: {
    status: 502,
    message: 'The upstream does not accept the credentials of the gateway.',
    hint: 'Give the route a policy that signs in there.',
  },
  SALLYPORT_UPSTREAM_TOKEN_UNAVAILABLE: {
    status: 503,
    message: 'The gateway cannot get a token for the upstream right now.',
    hint: 'Try again after the time in Retry-After.',
  },
  SALLYPORT_UPSTREAM_TOKEN_REFUSED: {
    status: 502,
    message: 'The gateway gets no token for the upstream.',
    hint: 'The log names the policy and the error of its token endpoint.',
  },
  SALLYPORT_AUDIT_UNAVAILABLE: {
    status: 503,
    message: 'The gateway cannot keep the record of this request right now, and serves none without.',
    hint: 'Try again later; the log names the audit file and what is wrong with it.',
  },
  SALLYPORT_DISPATCH_TOO_DEEP: {
    status: 508,
    message: 'Routes call each other in a circle.',
    hint: 'Look for a route that invokes itself.',
  },
  SALLYPORT_MCP_INPUT_REQUIRED: {
    status: 409,
    message: 'The MCP client must answer a question first.',
    hint: 'Let this error pass: the client is asked, and its retry runs the handler again.',
  },
  SALLYPORT_MCP_INPUT_UNAVAILABLE: {
    status: 400,
    message: 'This MCP client cannot be asked for what the operation needs to know.',
    hint: 'Use a client of MCP 2026-07-28 that declares the capability, or an operation that takes it as an argument.',
  },
  SALLYPORT_STATE_UNAVAILABLE: {
    status: 503,
    message: 'The state of the gateway cannot be read or written right now.',
    hint: 'Try again in a moment; /ready says when the server of the state is back.',
  },
  SALLYPORT_ADMIN_TOKEN_REFUSED: {
    status: 401,
    message: 'The admin token was not accepted.',
    hint: 'Send SALLYPORT_ADMIN_TOKEN, or the token in admin.json of the state folder, as Authorization: Bearer.',
  },
  SALLYPORT_ADMIN_REMOTE_REFUSED: {
    status: 403,
    message: 'The admin API answers programs of its own machine only.',
    hint: 'Set SALLYPORT_ADMIN_TOKEN to open it to others.',
  },
  SALLYPORT_ADMIN_TOO_MANY_FAILURES: {
    status: 429,
    message: 'Too many calls of the admin API from here were refused.',
    hint: 'Try again after the time in Retry-After.',
  },
  SALLYPORT_ADMIN_CALL_MALFORMED: {
    status: 400,
    message: 'The call of the admin API cannot be read.',
    hint: 'Send what the route takes; docs/admin-api.md lists the routes.',
  },
  SALLYPORT_ADMIN_NOT_FOUND: {
    status: 404,
    message: 'The admin API has no such thing.',
    hint: 'The routes are listed in docs/admin-api.md.',
  },
  SALLYPORT_ADMIN_CONFLICT: {
    status: 409,
    message: 'The state of the gateway does not allow this change.',
    hint: 'Look at the state first; docs/admin-api.md says what stands against what.',
  },
  SALLYPORT_GATEWAY_DRAINING: {
    status: 503,
    message: 'The gateway is shutting down.',
    hint: 'Try again in a moment.',
  },
  SALLYPORT_GATEWAY_FAILURE: {
    status: 500,
    message: 'The gateway failed to serve this request.',
    hint: 'Look the request id up in the log.',
  },
} as const satisfies Record<string, ErrorRow>

/** The code of an error a caller may see. */
export type ErrorCode = keyof typeof errorTable

/** What a thrown {@link GatewayError} may carry beside its code. */
export interface GatewayErrorDetails {
  /** Said to the caller after the public sentence; must hold nothing secret. */
  readonly detail?: string
  /** Response headers of the answer, names in lower case. */
  readonly headers?: Record<string, string>
  readonly cause?: unknown
}

/** A failure with a row in {@link errorTable}; `gateway/failure-response.ts` turns it into an answer. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly headers: Record<string, string> | undefined

  constructor(code: ErrorCode, details: GatewayErrorDetails = {}) {
    super(details.detail ?? errorTable[code].message, { cause: details.cause })
    this.code = code
    this.detail = details.detail
    this.headers = details.headers
  }

  get status(): number {
    return errorTable[this.code].status
  }
}
