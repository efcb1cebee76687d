import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with an ID token of Firebase Authentication.',
  text: 'The project is issuer and audience of its tokens, so its id is all that the policy needs to know.',
  inbound: [
    {
      name: 'firebase',
      handler: {
        export: 'FirebaseJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { projectId: 'books-1' },
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
      shows: 'A token of another project is refused.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[jwt-scopes-inbound](jwt-scopes-inbound.md)', '[Authentication](../../authentication.md)'],
}
