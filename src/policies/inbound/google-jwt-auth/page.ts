import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with an ID token of a Google account.',
  text: 'Access tokens of Google cannot be read by others; callers present ID tokens, which are made for one client id. `hostedDomain` keeps to the accounts of a Workspace. Service accounts get such tokens for any audience they name.',
  inbound: [
    {
      name: 'google',
      handler: {
        export: 'GoogleJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { clientId: 'shop.apps.googleusercontent.com', hostedDomain: 'example.com' },
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
      shows: 'An account of another domain is refused.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[jwt-scopes-inbound](jwt-scopes-inbound.md)', '[Authentication](../../authentication.md)'],
}
