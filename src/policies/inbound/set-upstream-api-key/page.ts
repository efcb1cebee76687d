import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: "Puts the gateway's own API key on requests to the upstream, so that no caller has to know it.",
  text: 'What the caller sent in that header is replaced. Put it after the policies that read the credential of the caller.',
  inbound: [
    {
      name: 'upstream-key',
      handler: {
        export: 'SetUpstreamApiKeyInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { header: 'X-Api-Key', value: '$env(UPSTREAM_KEY)' },
      },
    },
  ],
  environment: { UPSTREAM_KEY: 'key-of-the-gateway' },
  exchanges: [
    {
      shows: 'The upstream gets the key of the gateway, whatever the caller sent.',
      request: { headers: { 'x-api-key': 'a guess' } },
      answer: { status: 200, body: { headers: { 'x-api-key': 'key-of-the-gateway' } } },
    },
  ],
  refusesNothing: true,
  seeAlso: ['[upstream-oauth-client-credentials-inbound](upstream-oauth-client-credentials-inbound.md)'],
}
