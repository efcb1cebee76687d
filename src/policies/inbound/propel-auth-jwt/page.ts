import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with an access token of PropelAuth.',
  text: 'PropelAuth hands out the key that verifies its tokens as text: nothing is fetched. The user is known by the claim `user_id`.',
  inbound: [
    {
      name: 'propel-auth',
      handler: {
        export: 'PropelAuthJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          authUrl: 'https://auth.example.com',
          verifierKey: '$env(PROPELAUTH_VERIFIER_KEY)',
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
      shows: 'A token for another audience is refused.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[jwt-scopes-inbound](jwt-scopes-inbound.md)', '[Authentication](../../authentication.md)'],
}
