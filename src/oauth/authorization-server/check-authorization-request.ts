import { consentAsked } from './consent/build-prompts.ts'
import { areDefaultsCertain, evaluateAccessPolicy } from './evaluate-access-policy.ts'
import { oktaErrors, type OktaError } from './okta-errors.ts'
import { policyRefusal } from './policy-refusal.ts'
import { isRegisteredRedirectUri } from './redirect-uris.ts'
import type { KnownClient } from './registration/known-client.ts'
import { internalResource } from './resource-indicator.ts'
import type { ServedServer } from './served-server.ts'

/** What to do with a request to /v1/authorize. */
export type AuthorizationVerdict =
  /** Whoever asks cannot be told by redirect (RFC 6749 section 4.1.2.1), so the person is told on a page. */
  | { readonly kind: 'page'; readonly problem: OktaError }
  | {
      readonly kind: 'refuse'
      readonly redirectUri: string
      readonly state: string | undefined
      readonly problem: OktaError
    }
  | { readonly kind: 'proceed'; readonly parameters: URLSearchParams }

/** Okta's limit on the scope parameter. */
const longestScope = 4096

/** Parameters that OpenID Connect adds; without the openid scope they mean nothing, and the library would refuse them. */
const openidOnly = ['acr_values', 'claims', 'claims_locales', 'id_token_hint', 'max_age', 'nonce']

/**
 * Judges an authorization request before the library sees it: what Okta demands beyond the standard (a state), in Okta's
 * words what it refuses, and the access policies, so that nobody types a password for nothing. What passes is handed on
 * with its scopes and resource spelled out.
 */
export function checkAuthorizationRequest(
  served: ServedServer,
  query: URLSearchParams,
): AuthorizationVerdict {
  const parameters = withoutEmpty(query)
  const client = served.clients.get(onlyValue(parameters, 'client_id') ?? '')
  const redirectUri = onlyValue(parameters, 'redirect_uri')
  if (client === undefined) return { kind: 'page', problem: oktaErrors.unknownClient }
  if (redirectUri === undefined || !isRegisteredRedirectUri(client, redirectUri)) {
    return { kind: 'page', problem: oktaErrors.unregisteredRedirectUri }
  }
  const state = onlyValue(parameters, 'state')
  const problem = checkProtocol(client, parameters, state) ?? checkResource(served, parameters)
  if (problem !== undefined) return { kind: 'refuse', redirectUri, state, problem }
  const scope = parameters.get('scope') ?? ''
  if (scope.length > longestScope)
    return { kind: 'refuse', redirectUri, state, problem: oktaErrors.malformedScope }
  const scopes = [...new Set(scope.split(' ').filter((name) => name !== ''))]
  const server = served.clients.serverFor(client.id)
  const request = { clientId: client.id, grantType: 'authorization_code', scopes }
  const decision = evaluateAccessPolicy(server, request)
  if (!decision.ok) return { kind: 'refuse', redirectUri, state, problem: policyRefusal(decision.error) }
  // Default scopes are those of the rule for the person, who may not be known yet.
  const isCertain = scopes.length > 0 || areDefaultsCertain(server, request)
  const spelled = isCertain ? decision.value.scopes : []
  return { kind: 'proceed', parameters: spellOut(served, parameters, spelled, client) }
}

/** RFC 6749 section 3.1: a parameter without a value is treated as if it were left out. */
function withoutEmpty(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].filter(([, value]) => value !== ''))
}

function onlyValue(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name)
  return values.length === 1 ? values[0] : undefined
}

function checkProtocol(
  client: KnownClient,
  parameters: URLSearchParams,
  state: string | undefined,
): OktaError | undefined {
  const repeated = [...parameters.keys()].some(
    (name) => name !== 'resource' && parameters.getAll(name).length > 1,
  )
  if (repeated) return oktaErrors.repeatedParameters
  if (state === undefined) return oktaErrors.invalidState
  if (parameters.get('response_type') !== 'code') return oktaErrors.responseTypeNotServed
  if ((parameters.get('response_mode') ?? 'query') !== 'query') return oktaErrors.responseModeNotServed
  if (!client.grantTypes.includes('authorization_code'))
    return oktaErrors.grantTypeNotConfigured(client.grantTypes)
  if (client.selfRegistered !== undefined && promptsOf(parameters).has('none'))
    return oktaErrors.promptRequired
  return checkChallenge(client, parameters)
}

/** RFC 7636 with S256 alone; without it only for clients that prove themselves and were not told to use it. */
function checkChallenge(client: KnownClient, parameters: URLSearchParams): OktaError | undefined {
  const challenge = parameters.get('code_challenge')
  const method = parameters.get('code_challenge_method')
  if (challenge === null) {
    if (method !== null) return oktaErrors.challengeRequired
    return client.pkceRequired ? oktaErrors.challengeRequired : undefined
  }
  if (method !== 'S256') return oktaErrors.challengeMethod
  return /^[A-Za-z0-9._~-]{43,128}$/.test(challenge) ? undefined : oktaErrors.challengeCharacters
}

function checkResource(served: ServedServer, parameters: URLSearchParams): OktaError | undefined {
  const foreign = parameters.getAll('resource').find((resource) => !served.resourceNames.has(resource))
  return foreign === undefined ? undefined : oktaErrors.resourceRejected(foreign)
}

function spellOut(
  served: ServedServer,
  original: URLSearchParams,
  scopes: readonly string[],
  client: KnownClient,
): URLSearchParams {
  const parameters = new URLSearchParams(original)
  if (scopes.length === 0) parameters.delete('scope')
  else parameters.set('scope', scopes.join(' '))
  parameters.set('resource', internalResource(served.server))
  const prompts = promptsOf(parameters)
  // Nobody has vouched for such a client: whoever is signed in must still see its name and where it leads.
  if (client.selfRegistered !== undefined) prompts.add('login')
  if (prompts.delete('select_account')) prompts.add('login')
  parameters.delete(consentAsked)
  if (prompts.has('consent')) parameters.set(consentAsked, 'true')
  // OpenID Connect Core section 11 ties offline_access to a consent prompt; whether it is shown is Okta's rule.
  if (scopes.includes('offline_access') && !prompts.has('none')) prompts.add('consent')
  parameters.delete('prompt')
  if (prompts.size > 0) parameters.set('prompt', [...prompts].join(' '))
  if (!scopes.includes('openid')) for (const name of openidOnly) parameters.delete(name)
  return parameters
}

function promptsOf(parameters: URLSearchParams): Set<string> {
  return new Set((parameters.get('prompt') ?? '').split(' ').filter((prompt) => prompt !== ''))
}

/** The redirect that tells a client of a refusal (RFC 6749 section 4.1.2.1), with the issuer of RFC 9207. */
export function buildErrorRedirect(
  issuer: string,
  verdict: Extract<AuthorizationVerdict, { kind: 'refuse' }>,
): string {
  const url = new URL(verdict.redirectUri)
  url.searchParams.set('error', verdict.problem.error)
  url.searchParams.set('error_description', verdict.problem.description)
  if (verdict.state !== undefined) url.searchParams.set('state', verdict.state)
  url.searchParams.set('iss', issuer)
  return url.href
}
