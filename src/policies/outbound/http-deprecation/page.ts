import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary:
    'Says with every answer that an operation is deprecated, when it will end, and what to use instead.',
  text: 'The fields are `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and `Link` (RFC 8288). Models do not see headers: a tool whose operation is deprecated should say so in its description.',
  outbound: [
    {
      name: 'http-deprecation',
      handler: {
        export: 'HttpDeprecationOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          deprecation: '2026-01-01',
          sunset: '2027-01-01T00:00:00Z',
          successor: 'https://api.example/v2/books',
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The answer says when.',
      answer: {
        status: 200,
        headers: {
          deprecation: '@1767225600',
          sunset: 'Fri, 01 Jan 2027 00:00:00 GMT',
          link: '<https://api.example/v2/books>; rel="successor-version"',
        },
        body: { method: 'GET' },
      },
    },
  ],
  refusesNothing: true,
  seeAlso: ['[brownout-inbound](brownout-inbound.md)'],
}
