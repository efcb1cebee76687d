import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with an access token of an Auth0 tenant.',
  text: 'Auth0 gives JWTs only to clients that ask for an audience; without one its access tokens are opaque, and are refused here. On an MCP route, `oAuthResourceMetadataEnabled` makes the challenge name the metadata by which clients find where to sign in.',
  inbound: [
    {
      name: 'auth0',
      handler: {
        export: 'Auth0JwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { auth0Domain: 'example.eu.auth0.com', audience: '$env(SALLYPORT_PUBLIC_URL)/books' },
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
      shows: 'A token for another audience is refused.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[jwt-scopes-inbound](jwt-scopes-inbound.md)', '[Authentication](../../authentication.md)'],
}
