import { randomBytes } from 'node:crypto'
import { createLocalJWKSet, decodeJwt, errors, jwtVerify, type JSONWebKeySet, type JWK } from 'jose'
import type { Organization, OrgApp } from './organization.ts'

/** What `/oauth2/v1/token` answers. */
export interface OrgTokenAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const tokenLifeSeconds = 3600

/** Assertions that were used, by their id; one organization is short-lived, so none is forgotten. */
const usedAssertions = new WeakMap<Organization, Set<string>>()

/**
 * The token endpoint of the organization's own authorization server: client_credentials with private_key_jwt alone, for
 * the scopes of the Management API that an administrator granted the application.
 */
export async function issueOrgToken(
  organization: Organization,
  form: URLSearchParams,
): Promise<OrgTokenAnswer> {
  if (form.get('grant_type') !== 'client_credentials')
    return refuse(400, 'unsupported_grant_type', 'The grant type is not supported by this endpoint.')
  if (form.get('client_assertion_type') !== assertionType)
    return refuse(
      401,
      'invalid_client',
      'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
    )
  const app = await authenticate(organization, form.get('client_assertion') ?? '')
  if (typeof app === 'string') return refuse(401, 'invalid_client', app)
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
  if (scopes.length === 0 || scopes.some((scope) => !app.grantedScopes.has(scope)))
    return refuse(400, 'invalid_scope', 'One or more scopes are not granted to the client.')
  const token = randomBytes(32).toString('base64url')
  organization.accessTokens.set(token, { scopes, expiresAt: Date.now() + tokenLifeSeconds * 1000 })
  return {
    status: 200,
    body: {
      token_type: 'Bearer',
      expires_in: tokenLifeSeconds,
      access_token: token,
      scope: scopes.join(' '),
    },
  }
}

/** The application behind an assertion, or Okta's words for what is wrong with it. */
async function authenticate(organization: Organization, assertion: string): Promise<OrgApp | string> {
  const claimed = claimedClient(assertion)
  const app = [...organization.apps.values()].find(({ clientId }) => clientId === claimed)
  if (app?.status !== 'ACTIVE' || app.oauthClient.jwks === undefined)
    return "Invalid value for 'client_id' parameter."
  try {
    const { payload } = await jwtVerify(assertion, keysOf(app.oauthClient.jwks.keys), {
      algorithms: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'],
      audience: `${organization.origin}/oauth2/v1/token`,
      issuer: app.clientId,
      subject: app.clientId,
      requiredClaims: ['exp'],
    })
    if ((payload.exp ?? 0) > Date.now() / 1000 + 3600)
      return 'The client_assertion token has an expiration too far into the future.'
    return useOnce(organization, payload.jti) ? app : 'The client_assertion token has already been used.'
  } catch (error) {
    return describe(error)
  }
}

function claimedClient(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).iss
  } catch {
    return undefined
  }
}

function keysOf(keys: readonly Record<string, unknown>[]): ReturnType<typeof createLocalJWKSet> {
  const set: JSONWebKeySet = { keys: keys as unknown as JWK[] }
  return createLocalJWKSet(set)
}

function useOnce(organization: Organization, jti: string | undefined): boolean {
  if (jti === undefined) return true
  const used = usedAssertions.get(organization) ?? new Set<string>()
  usedAssertions.set(organization, used)
  if (used.has(jti)) return false
  used.add(jti)
  return true
}

function describe(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The client_assertion token is expired.'
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return 'The audience claim for client_assertion must be the endpoint invoked for the request.'
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'The client_assertion signature is invalid.'
  if (error instanceof errors.JWKSNoMatchingKey) return 'The client_assertion JWT kid is invalid.'
  return 'The parsing of the client_assertion failed.'
}

function refuse(status: number, error: string, description: string): OrgTokenAnswer {
  return { status, body: { error, error_description: description } }
}
