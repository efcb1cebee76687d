import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary:
    'Gives requests a token of a Google Cloud service account: an ID token for a service, or an access token for Google APIs.',
  text: 'The gateway signs an assertion with the key of the account (RFC 7523) and gets a token for it at `token_uri` of the key file. The token is kept until shortly before its end.',
  inbound: [
    {
      name: 'google-token',
      handler: {
        export: 'UpstreamGcpServiceAuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          serviceAccountJson: '$env(SERVICE_ACCOUNT_JSON)',
          audience: 'https://books-abc.a.run.app',
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The service gets an ID token for itself.',
      answer: {
        status: 200,
        body: { headers: { authorization: 'Bearer id-token-for-https://books-abc.a.run.app' } },
      },
    },
    {
      shows:
        'This endpoint gave a token that ends at once, and refuses the next: the fault is not that of the caller.',
      answer: { status: 502, body: { code: 'SALLYPORT_UPSTREAM_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[upstream-gcp-jwt-inbound](upstream-gcp-jwt-inbound.md)'],
}
