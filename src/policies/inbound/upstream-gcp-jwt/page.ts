import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary:
    'Gives requests a token that a Google Cloud service account signs for itself (RS256), without asking Google.',
  text: 'For services that verify the keys of the account themselves, such as Cloud Endpoints and API Gateway, and for Google APIs that take self-signed tokens. A token lives an hour and is kept until shortly before its end.',
  inbound: [
    {
      name: 'google-jwt',
      handler: {
        export: 'UpstreamGcpJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          serviceAccountJson: '$env(SERVICE_ACCOUNT_JSON)',
          audience: 'books.endpoints.example.cloud.goog',
        },
      },
    },
  ],
  exchanges: [
    { shows: 'The request passes with a token.', answer: { status: 200, body: { method: 'GET' } } },
  ],
  refusesNothing: true,
  seeAlso: ['[upstream-gcp-service-auth-inbound](upstream-gcp-service-auth-inbound.md)'],
}
