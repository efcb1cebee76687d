import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary:
    'Lets requests pass that have a header, such as one that only the firewall in front of the gateway knows.',
  inbound: [
    {
      name: 'require-header',
      handler: {
        export: 'RequireHeaderInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { headerName: 'X-From-Firewall', headerValue: '$env(FIREWALL_SECRET)' },
      },
    },
  ],
  environment: { FIREWALL_SECRET: 'a-secret-of-32-characters-or-more' },
  exchanges: [
    {
      shows: 'A request that came by the firewall passes.',
      request: { headers: { 'x-from-firewall': 'a-secret-of-32-characters-or-more' } },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'One that came around it does not.',
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
    },
  ],
}
