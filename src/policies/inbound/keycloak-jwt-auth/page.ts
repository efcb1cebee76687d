import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with an access token of a Keycloak realm.',
  text: 'Refresh, ID and offline tokens are signed with the same keys and are told apart by `typ`; only access tokens are accepted. Keycloak names an audience where a mapper says so. On an MCP route, `oAuthResourceMetadataEnabled` makes the challenge name the metadata by which clients find where to sign in.',
  inbound: [
    {
      name: 'keycloak',
      handler: {
        export: 'KeycloakJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          keycloakBaseUrl: 'https://sso.example.com',
          realm: 'shop',
          audience: '$env(SALLYPORT_PUBLIC_URL)/books',
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'A token that the provider has signed for this route lets the request pass.',
      request: { headers: { authorization: 'Bearer $env(TOKEN)' } },
      answer: { status: 200, body: { method: 'GET', path: '/books' } },
    },
    {
      shows: 'Without a token the answer is a challenge.',
      answer: {
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="gateway"', 'cache-control': 'no-store' },
        body: { code: 'SALLYPORT_AUTH_REQUIRED' },
      },
    },
    {
      shows: 'A refresh token is refused.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[jwt-scopes-inbound](jwt-scopes-inbound.md)', '[Authentication](../../authentication.md)'],
}
