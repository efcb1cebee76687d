import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Gives requests a token for the upstream in exchange for that of their caller (RFC 8693).',
  text: 'One for each caller: the upstream knows for whom the gateway asks, and the token that was made for the gateway stays inside. What was given for a token never outlives it. A policy before this one must have accepted the token.',
  inbound: [
    {
      name: 'open-id',
      handler: {
        export: 'OpenIdJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          issuer: 'https://id.example.com',
          audience: '$env(SALLYPORT_PUBLIC_URL)/books',
          allowUnauthenticatedRequests: true,
        },
      },
    },
    {
      name: 'upstream-token',
      handler: {
        export: 'UpstreamTokenExchangeInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          tokenUrl: 'https://tokens.example.com/token',
          clientId: 'gateway',
          clientSecret: '$env(UPSTREAM_CLIENT_SECRET)',
          audience: 'books',
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The upstream gets the token that was given for that of the caller.',
      request: { headers: { authorization: 'Bearer $env(TOKEN)' } },
      answer: { status: 200, body: { headers: { authorization: 'Bearer issued-1' } } },
    },
    {
      shows: 'A caller without a token has nothing to exchange.',
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_REQUIRED' } },
    },
  ],
  seeAlso: [
    '[upstream-oauth-client-credentials-inbound](upstream-oauth-client-credentials-inbound.md)',
    '[Access](../../access.md)',
  ],
}
