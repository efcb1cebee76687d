import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Gives requests a token that the gateway gets from Microsoft Entra (Azure AD) as an application.',
  text: 'The token comes from the v2.0 endpoint of the tenant by client credentials, is kept until shortly before its end, and is asked for by one request however many wait.',
  inbound: [
    {
      name: 'entra-token',
      handler: {
        export: 'UpstreamAzureAdServiceAuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          activeDirectoryTenantId: 'contoso.example',
          activeDirectoryClientId: 'gateway',
          activeDirectoryClientSecret: '$env(ENTRA_SECRET)',
          scope: 'api://books/.default',
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The upstream gets the token of the application.',
      answer: { status: 200, body: { headers: { authorization: 'Bearer token-for-api://books/.default' } } },
    },
    {
      shows:
        'This endpoint gave a token that ends at once, and refuses the next: the fault is not that of the caller.',
      answer: { status: 502, body: { code: 'SALLYPORT_UPSTREAM_TOKEN_REFUSED' } },
    },
  ],
}
