import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with a token of a Clerk instance.',
  text: 'Session tokens name no audience, but in `azp` the origin of the application they were made for: say in `authorizedParties` which are accepted. With `audience` a token must name it, which takes a template of your own; without it a warning at the start says that audiences are not compared.',
  inbound: [
    {
      name: 'clerk',
      handler: {
        export: 'ClerkJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          frontendApiUrl: 'https://example.clerk.accounts.dev',
          authorizedParties: 'https://shop.example.com',
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
      shows: 'A token that was made for another application is refused.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[jwt-scopes-inbound](jwt-scopes-inbound.md)', '[Authentication](../../authentication.md)'],
}
