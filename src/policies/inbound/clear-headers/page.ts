import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Removes every header field of the request, save those that are named.',
  text: 'What the protocol itself needs (such as `host` and `content-length`) is written anew by the gateway, whatever is listed. Put it before policies that set headers for the upstream.',
  inbound: [
    {
      name: 'clear-headers',
      handler: {
        export: 'ClearHeadersInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { exclude: ['x-kept'] },
      },
    },
  ],
  exchanges: [
    {
      shows: 'Of the fields the caller sent, the upstream gets those that are excluded from the clearing.',
      request: { headers: { 'x-kept': 'yes', 'x-gone': 'yes' } },
      answer: { status: 200, body: { headers: { 'x-kept': 'yes' } } },
    },
  ],
  refusesNothing: true,
  seeAlso: [
    '[remove-headers-inbound](remove-headers-inbound.md)',
    '[clear-headers-outbound](clear-headers-outbound.md)',
  ],
}
