import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets callers pass by their IP address.',
  inbound: [
    {
      name: 'ip-address-restriction',
      handler: {
        export: 'IpAddressRestrictionInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { allow: ['192.0.2.0/24', '2001:db8::/32'], deny: ['192.0.2.66'] },
      },
    },
  ],

  exchanges: [
    {
      shows: 'A caller from an allowed block passes.',
      request: { address: '192.0.2.10' },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'What is denied is so although its block is allowed.',
      request: { address: '192.0.2.66' },
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
    },
    { shows: 'Everyone else is refused.', request: { address: '198.51.100.1' }, answer: { status: 403 } },
  ],
}
