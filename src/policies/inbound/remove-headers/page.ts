import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Removes header fields of the request before it goes on to the upstream.',
  text: 'A name that the request does not have does nothing. Fields that frame a message, such as `content-length`, are the business of the gateway and cannot be named.',
  inbound: [
    {
      name: 'remove-headers',
      handler: {
        export: 'RemoveHeadersInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { headers: ['X-Debug', 'Accept-Language'] },
      },
    },
    {
      name: 'mark-language',
      handler: {
        export: 'SetHeadersInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { headers: [{ name: 'accept-language', value: 'none', overwrite: false }] },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The field is gone: the policy after it, which keeps what is there, finds nothing to keep.',
      request: { headers: { 'accept-language': 'de', 'x-debug': '1', 'x-shop': 'books' } },
      answer: { status: 200, body: { headers: { 'accept-language': 'none', 'x-shop': 'books' } } },
    },
  ],
  refusesNothing: true,
  seeAlso: [
    '[set-headers-inbound](set-headers-inbound.md)',
    '[remove-headers-outbound](remove-headers-outbound.md)',
  ],
}
