import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary:
    'Lets requests pass with a token that its authorization server calls active (RFC 7662), whatever form it has.',
  text: 'The server is asked about a token once, and its answer is remembered for `cacheDurationSeconds`: up to that long a revoked token still passes. While the server cannot be asked, callers get 503 and a time to try again, never a 401 that would make them throw a good token away.',
  inbound: [
    {
      name: 'introspection',
      handler: {
        export: 'OAuthIntrospectionInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          introspectionUrl: 'https://id.example.com/introspect',
          clientId: 'gateway',
          clientSecret: '$env(INTROSPECTION_SECRET)',
          audience: '$env(SALLYPORT_PUBLIC_URL)/books',
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The server calls this token active.',
      request: { headers: { authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' } },
      answer: { status: 200, body: { method: 'GET', path: '/books' } },
    },
    {
      shows: 'Another is revoked.',
      request: { headers: { authorization: 'Bearer tGzv3JOkF0XG5Qx2TlKWIA' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
    {
      shows: 'Without a token the answer is a challenge.',
      answer: {
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="gateway"' },
        body: { code: 'SALLYPORT_AUTH_REQUIRED' },
      },
    },
  ],
  seeAlso: [
    '[open-id-jwt-auth-inbound](open-id-jwt-auth-inbound.md)',
    '[curity-phantom-token-inbound](curity-phantom-token-inbound.md)',
    '[Authentication](../../authentication.md)',
  ],
}
