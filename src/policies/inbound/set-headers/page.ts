import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Sets header fields of the request before it goes on to the upstream.',
  text: 'A field that is there already is replaced, unless its entry says `"overwrite": false`. What the policy sets is for the upstream: a later policy sees it too, the caller does not.',
  inbound: [
    {
      name: 'set-headers',
      handler: {
        export: 'SetHeadersInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          headers: [
            { name: 'x-shop', value: 'books' },
            { name: 'x-language', value: 'en', overwrite: false },
          ],
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The upstream gets both fields.',
      answer: { status: 200, body: { headers: { 'x-shop': 'books', 'x-language': 'en' } } },
    },
    {
      shows: 'A field of the caller is replaced, or kept where the entry says so.',
      request: { headers: { 'x-shop': 'records', 'x-language': 'de' } },
      answer: { status: 200, body: { headers: { 'x-shop': 'books', 'x-language': 'de' } } },
    },
  ],
  refusesNothing: true,
  seeAlso: [
    '[remove-headers-inbound](remove-headers-inbound.md)',
    '[set-headers-outbound](set-headers-outbound.md)',
  ],
}
