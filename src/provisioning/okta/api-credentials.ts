import { importJWK, importPKCS8, SignJWT, type CryptoKey, type JWK } from 'jose'
import { OktaApiError } from './api-error.ts'
import { OktaConnectionError, type OktaConnection, type OktaCredential } from './connection.ts'

/** Proves a caller to the Management API. */
export interface ApiCredentials {
  /** The value of the Authorization header. */
  authorization(): Promise<string>
  /** Forgets a token that was refused; true when another one can be had. */
  renew(): boolean
}

/** Asks the token endpoint of the organization; answers the body of a 200. */
export type PostTokenRequest = (
  url: string,
  form: URLSearchParams,
) => Promise<{ readonly status: number; readonly body: unknown }>

/** What provisioning needs of the Management API. */
const scopes = [
  'okta.authorizationServers.manage',
  'okta.apps.manage',
  'okta.groups.manage',
  'okta.users.read',
]

/** The credentials of a connection: the administrator's token as it is, or tokens that a private key asks for. */
export function createApiCredentials(connection: OktaConnection, post: PostTokenRequest): ApiCredentials {
  const { credential, orgUrl } = connection
  if (credential.kind === 'api-token') {
    return { authorization: async () => `SSWS ${credential.token}`, renew: () => false }
  }
  let current: Promise<string> | undefined
  const ask = async (): Promise<string> => {
    const url = `${orgUrl}/oauth2/v1/token`
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      scope: scopes.join(' '),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAssertion(credential, url),
    })
    const { status, body } = await post(url, form)
    const token = memberOf(body, 'access_token')
    if (status !== 200 || typeof token !== 'string') throw explainRefusal(status, body)
    return `Bearer ${token}`
  }
  return {
    authorization: () => {
      current ??= ask()
      return current
    },
    renew: () => {
      current = undefined
      return true
    },
  }
}

function memberOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (Reflect.get(body, name) as unknown) : undefined
}

function explainRefusal(status: number, body: unknown): Error {
  const error = memberOf(body, 'error')
  if (error === 'invalid_dpop_proof' || error === 'use_dpop_nonce') {
    return new OktaConnectionError(
      'The service application demands DPoP. Turn "Require Demonstrating Proof of Possession (DPoP) header in token requests" off in its general settings.',
    )
  }
  return new OktaApiError(status, 'the token of the service application', body)
}

/** RFC 7523 section 2.2: the client signs who it is, for this endpoint, for a few minutes, once. */
async function signAssertion(
  credential: Extract<OktaCredential, { kind: 'private-key' }>,
  audience: string,
): Promise<string> {
  const { clientId, key, keyId } = credential
  const jwk = parseJwk(key)
  const alg = algorithmOf(jwk)
  const kid = keyId ?? jwk?.kid
  return new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(await importKey(jwk, key, alg))
}

function parseJwk(key: string): JWK | undefined {
  if (!key.startsWith('{')) return undefined
  try {
    return JSON.parse(key) as JWK
  } catch {
    throw new OktaConnectionError('OKTA_PRIVATE_KEY begins like a JWK, but is no JSON.')
  }
}

function algorithmOf(jwk: JWK | undefined): string {
  if (jwk?.alg !== undefined) return jwk.alg
  return jwk?.kty === 'EC' ? 'ES256' : 'RS256'
}

async function importKey(jwk: JWK | undefined, key: string, alg: string): Promise<CryptoKey | Uint8Array> {
  try {
    // A PEM in a .env file often has its line breaks written out.
    return jwk === undefined ? await importPKCS8(key.replaceAll('\\n', '\n'), alg) : await importJWK(jwk, alg)
  } catch {
    throw new OktaConnectionError(
      'OKTA_PRIVATE_KEY cannot be read. Give a PEM that begins with "-----BEGIN PRIVATE KEY-----", or a JWK.',
    )
  }
}
