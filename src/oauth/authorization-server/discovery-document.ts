import { deviceCodeGrant } from '../../identity/grant-types.ts'
import type { AuthorizationServer } from '../../identity/identity.ts'

/** Grant types that the token endpoint serves. */
export const servedGrantTypes = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  deviceCodeGrant,
] as const

const authMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']

/**
 * The metadata of a server (RFC 8414; OpenID Connect Discovery): Okta's layout, but only what is served here, and no
 * nulls, which some MCP clients stumble over.
 */
export function buildDiscoveryDocument(
  kind: 'oauth-authorization-server' | 'openid-configuration',
  issuer: string,
  server: AuthorizationServer,
): Record<string, unknown> {
  const shared = {
    issuer,
    authorization_endpoint: `${issuer}/v1/authorize`,
    token_endpoint: `${issuer}/v1/token`,
    device_authorization_endpoint: `${issuer}/v1/device/authorize`,
    jwks_uri: `${issuer}/v1/keys`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: servedGrantTypes,
    subject_types_supported: ['public'],
    scopes_supported: [
      'openid',
      'profile',
      'email',
      'offline_access',
      ...server.scopes.filter((scope) => scope.published).map((scope) => scope.name),
    ],
    token_endpoint_auth_methods_supported: authMethods,
    // RFC 8414 section 2: to be told where private_key_jwt is.
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256', 'ES256'],
    introspection_endpoint: `${issuer}/v1/introspect`,
    introspection_endpoint_auth_methods_supported: authMethods,
    revocation_endpoint: `${issuer}/v1/revoke`,
    revocation_endpoint_auth_methods_supported: authMethods,
    end_session_endpoint: `${issuer}/v1/logout`,
    pushed_authorization_request_endpoint: `${issuer}/v1/par`,
    code_challenge_methods_supported: ['S256'],
    // RFC 9207: the client can tell which server an authorization response came from.
    authorization_response_iss_parameter_supported: true,
    ...(server.registration === undefined ? {} : { registration_endpoint: `${issuer}/v1/clients` }),
    ...(server.clientIdMetadata === undefined ? {} : { client_id_metadata_document_supported: true }),
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
  }
  if (kind === 'oauth-authorization-server') {
    return {
      ...shared,
      claims_supported: ['ver', 'jti', 'iss', 'aud', 'iat', 'exp', 'cid', 'uid', 'scp', 'sub'],
    }
  }
  return {
    ...shared,
    userinfo_endpoint: `${issuer}/v1/userinfo`,
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: [
      ...['iss', 'ver', 'sub', 'aud', 'iat', 'exp', 'jti', 'auth_time', 'amr', 'idp', 'nonce'],
      ...['name', 'preferred_username', 'email', 'email_verified'],
    ],
  }
}
