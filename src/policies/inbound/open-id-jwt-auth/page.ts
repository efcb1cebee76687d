import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with an access token of any issuer that signs JWTs.',
  text: 'The keys are found through the metadata of the issuer, or named with `jwkUrl`; `secret` is for issuers that sign with HMAC. `requiredClaims` adds what else a token must say. On an MCP route, `oAuthResourceMetadataEnabled` makes the challenge name the metadata by which clients find where to sign in.',
  inbound: [
    {
      name: 'open-id',
      handler: {
        export: 'OpenIdJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { issuer: 'https://id.example.com', audience: '$env(SALLYPORT_PUBLIC_URL)/books' },
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
  seeAlso: [
    '[oauth-introspection-inbound](oauth-introspection-inbound.md)',
    '[jwt-scopes-inbound](jwt-scopes-inbound.md)',
    '[Authentication](../../authentication.md)',
  ],
}
