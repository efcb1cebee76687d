/** What a `WWW-Authenticate` header says. */
export interface Challenge {
  /** Where the protected resource metadata stands (RFC 9728 section 5.1), when it is published. */
  readonly metadataUrl: string | undefined
  /** Scopes to ask for; for `insufficient_scope`, all that the request needs. */
  readonly scopes: readonly string[]
  /** Absent when the request had no credentials: RFC 6750 section 3.1 wants no error then. */
  readonly error?:
    'invalid_request' | 'invalid_token' | 'insufficient_scope' | 'invalid_dpop_proof' | 'use_dpop_nonce'
  /** A sentence for the developer of the client; holds nothing secret. */
  readonly description?: string
}

const longestDescription = 300

/**
 * Builds one Bearer challenge, each parameter once and quoted. `resource_metadata` stands first for clients that take the
 * first match; scripts that cut what follows the last `resource_metadata=` up to white space find the URL again in the
 * last parameter, which is ours and means nothing to anyone else.
 */
export function buildBearerChallenge(challenge: Challenge): string {
  const url = metadataUrlOf(challenge)
  return build('Bearer', [
    ...parametersOf(challenge),
    ...(url === undefined ? [] : [`sallyport_hint="resource_metadata=${url} "`]),
  ])
}

/** Builds one DPoP challenge with the algorithms proofs may be signed with (RFC 9449 section 7.1). */
export function buildDpopChallenge(challenge: Challenge, algorithms: readonly string[]): string {
  return build('DPoP', [...parametersOf(challenge), `algs="${algorithms.join(' ')}"`])
}

/** How DPoP proofs are made for a resource (RFC 9449). */
export interface DpopChallengeTerms {
  readonly algorithms: readonly string[]
  /** True when tokens that are not bound to a key are refused. */
  readonly required: boolean
}

/**
 * The challenges of one answer, as a `WWW-Authenticate` header lists them. Bearer stands first for clients that read one
 * challenge; where only DPoP will do, it would lead them astray.
 */
export function buildChallenges(
  said: Challenge,
  dpop: DpopChallengeTerms | undefined,
  scheme: 'bearer' | 'dpop' = 'bearer',
): string {
  if (dpop === undefined) return buildBearerChallenge(said)
  if (scheme === 'dpop' || dpop.required) return buildDpopChallenge(said, dpop.algorithms)
  const bare: Challenge = { metadataUrl: undefined, scopes: [] }
  return `${buildBearerChallenge(said)}, ${buildDpopChallenge(bare, dpop.algorithms)}`
}

/** RFC 6749 section 3.3, and never `offline_access`: whether to stay signed in is the client's business. */
export function isScopeName(scope: string): boolean {
  return scope !== 'offline_access' && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope)
}

function parametersOf(challenge: Challenge): readonly string[] {
  const { scopes, error, description } = challenge
  const url = metadataUrlOf(challenge)
  const scope = scopes.filter(isScopeName).join(' ')
  return [
    ...(url === undefined ? [] : [`resource_metadata="${url}"`]),
    ...(error === undefined ? [] : [`error="${error}"`]),
    ...(description === undefined ? [] : [`error_description="${printable(description)}"`]),
    ...(scope === '' ? [] : [`scope="${scope}"`]),
  ]
}

/** A challenge without any parameter is not one that clients recognise. */
function build(scheme: string, parameters: readonly string[]): string {
  return `${scheme} ${parameters.length === 0 ? 'realm="gateway"' : parameters.join(', ')}`
}

function metadataUrlOf({ metadataUrl }: Challenge): string | undefined {
  return metadataUrl?.replaceAll(/["\\\s]|[^\x21-\x7e]/g, encodeURIComponent)
}

/** RFC 6750 section 3: no quote, no backslash, no control characters; and nothing that reads as a parameter of ours. */
function printable(text: string): string {
  return text
    .replaceAll(/["\\]/g, "'")
    .replaceAll(/[^\x20-\x7e]/g, ' ')
    .replaceAll('resource_metadata=', 'resource_metadata ')
    .slice(0, longestDescription)
}
