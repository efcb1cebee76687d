import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Removes header fields of the answer before the caller gets it.',
  text: 'For what an upstream tells of itself, such as `server` and `x-powered-by`. A name that the answer does not have does nothing.',
  outbound: [
    {
      name: 'hide-upstream',
      handler: {
        export: 'RemoveHeadersOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { headers: ['x-powered-by'] },
      },
    },
    {
      name: 'mark-removed',
      handler: {
        export: 'SetHeadersOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { headers: [{ name: 'x-powered-by', value: 'nobody', overwrite: false }] },
      },
    },
  ],
  upstream: { headers: { 'x-powered-by': 'BookServer 4.1', 'x-stock': '12' }, body: { title: 'Emma' } },
  exchanges: [
    {
      shows:
        'The field of the upstream is gone: the policy after it, which keeps what is there, finds nothing to keep.',
      answer: {
        status: 200,
        headers: { 'x-powered-by': 'nobody', 'x-stock': '12' },
        body: { title: 'Emma' },
      },
    },
  ],
  refusesNothing: true,
  seeAlso: [
    '[set-headers-outbound](set-headers-outbound.md)',
    '[remove-headers-inbound](remove-headers-inbound.md)',
  ],
}
