import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with an access token of a Microsoft Entra tenant.',
  text: 'One tenant, by its GUID: tokens of any other are refused, whatever the application accepts. Tokens of version 1.0 have another issuer, and need `acceptV1Tokens`.',
  inbound: [
    {
      name: 'entra',
      handler: {
        export: 'EntraJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { tenantId: '9d2f6a1c-7b3e-4c58-a0d4-5e1f8b7c6d90', audience: 'api://books' },
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
      shows: 'A token for another application is refused.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[jwt-scopes-inbound](jwt-scopes-inbound.md)', '[Authentication](../../authentication.md)'],
}
