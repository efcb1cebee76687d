import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Sets header fields of the answer before the caller gets it.',
  text: 'A field of the upstream is replaced, unless its entry says `"overwrite": false`. Refusals of inbound policies do not pass outbound policies, and keep their headers.',
  outbound: [
    {
      name: 'set-headers',
      handler: {
        export: 'SetHeadersOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          headers: [
            { name: 'x-shop', value: 'books' },
            { name: 'cache-control', value: 'no-store', overwrite: false },
          ],
        },
      },
    },
  ],
  upstream: { headers: { 'x-shop': 'records', 'cache-control': 'max-age=60' }, body: { title: 'Emma' } },
  exchanges: [
    {
      shows: 'One field is replaced, the other kept, since its entry says so.',
      answer: {
        status: 200,
        headers: { 'x-shop': 'books', 'cache-control': 'max-age=60' },
        body: { title: 'Emma' },
      },
    },
  ],
  refusesNothing: true,
  seeAlso: [
    '[remove-headers-outbound](remove-headers-outbound.md)',
    '[set-headers-inbound](set-headers-inbound.md)',
  ],
}
