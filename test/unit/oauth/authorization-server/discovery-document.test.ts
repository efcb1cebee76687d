import { expect, test } from 'vitest'
import { buildDiscoveryDocument } from '../../../../src/oauth/authorization-server/discovery-document.ts'
import { scopeOf, serverOf } from '../../../support/identity-parts.ts'

const server = serverOf({ scopes: [scopeOf('mcp:access'), scopeOf('mcp:hidden', { published: false })] })

test('both documents say what MCP clients look for', () => {
  for (const kind of ['oauth-authorization-server', 'openid-configuration'] as const) {
    expect(buildDiscoveryDocument(kind, 'http://h/oauth2/mcp', server)).toMatchObject({
      issuer: 'http://h/oauth2/mcp',
      authorization_endpoint: 'http://h/oauth2/mcp/v1/authorize',
      token_endpoint: 'http://h/oauth2/mcp/v1/token',
      jwks_uri: 'http://h/oauth2/mcp/v1/keys',
      introspection_endpoint: 'http://h/oauth2/mcp/v1/introspect',
      revocation_endpoint: 'http://h/oauth2/mcp/v1/revoke',
      pushed_authorization_request_endpoint: 'http://h/oauth2/mcp/v1/par',
      end_session_endpoint: 'http://h/oauth2/mcp/v1/logout',
      scopes_supported: ['openid', 'profile', 'email', 'offline_access', 'mcp:access'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: [
        'client_secret_basic',
        'client_secret_post',
        'private_key_jwt',
        'none',
      ],
      authorization_response_iss_parameter_supported: true,
    })
  }
})

test('only what is served is promised', () => {
  const document = buildDiscoveryDocument('oauth-authorization-server', 'http://h/oauth2/mcp', server)
  for (const absent of ['registration_endpoint']) {
    expect(document).not.toHaveProperty(absent)
  }
  expect(document['grant_types_supported']).toEqual([
    'authorization_code',
    'refresh_token',
    'client_credentials',
    'urn:ietf:params:oauth:grant-type:device_code',
  ])
  expect(document).not.toHaveProperty('userinfo_endpoint')
  expect(buildDiscoveryDocument('openid-configuration', 'http://h/oauth2/mcp', server)).toMatchObject({
    userinfo_endpoint: 'http://h/oauth2/mcp/v1/userinfo',
    id_token_signing_alg_values_supported: ['RS256'],
  })
})
