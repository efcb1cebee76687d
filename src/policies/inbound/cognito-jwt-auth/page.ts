import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with a token of an Amazon Cognito user pool.',
  text: 'Access tokens of Cognito name an audience only where the client asked for a resource; `clientId` says whose tokens are accepted. `tokenUse` chooses between access and ID tokens, which are never taken for each other. With `audience` a token must name it; without it a warning at the start says that audiences are not compared.',
  inbound: [
    {
      name: 'cognito',
      handler: {
        export: 'CognitoJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          region: 'eu-central-1',
          userPoolId: 'eu-central-1_AbCdEf123',
          clientId: 'shop',
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
      shows: 'A token of another app client is refused.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[jwt-scopes-inbound](jwt-scopes-inbound.md)', '[Authentication](../../authentication.md)'],
}
