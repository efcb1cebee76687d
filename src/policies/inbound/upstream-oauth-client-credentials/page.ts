import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Gives requests a token for the upstream that the gateway gets for itself (RFC 6749 section 4.4).',
  text: 'The same token for every caller: it says that the gateway asks, not for whom. It is kept until shortly before its end and then replaced, by one request however many wait. Use [upstream-token-exchange-inbound](upstream-token-exchange-inbound.md) where the upstream must know the caller.',
  inbound: [
    {
      name: 'upstream-token',
      handler: {
        export: 'UpstreamOAuthClientCredentialsInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          tokenUrl: 'https://id.example.com/token',
          clientId: 'gateway',
          clientSecret: '$env(UPSTREAM_CLIENT_SECRET)',
          scope: 'books:read',
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The upstream gets the token of the gateway.',
      answer: { status: 200, body: { headers: { authorization: 'Bearer issued-1' } } },
    },
    {
      shows:
        'This endpoint gave a token that ends at once, and refuses the next: the fault is not that of the caller.',
      answer: { status: 502, body: { code: 'SALLYPORT_UPSTREAM_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[Access](../../access.md)'],
}
