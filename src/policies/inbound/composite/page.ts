import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Stands for several inbound policies under one name.',
  text: 'On every route the named policies take its place, in their order, when the project is read: nothing is paid per request, and what they say of OAuth, limits and tools counts as if each were listed. A name that does not exist, or a composite that contains itself, stops the start.',
  inbound: [
    {
      name: 'gate',
      handler: {
        export: 'CompositeInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { policies: ['require-team', 'mark'] },
      },
    },
    {
      name: 'require-team',
      handler: {
        export: 'RequireHeaderInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { headerName: 'x-team', headerValue: 'shop' },
      },
    },
    {
      name: 'mark',
      handler: {
        export: 'SetHeadersInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { headers: [{ name: 'x-gate', value: 'passed' }] },
      },
    },
  ],
  exchanges: [
    {
      shows: 'Both policies of the composite ran.',
      request: { headers: { 'x-team': 'shop' } },
      answer: { status: 200, body: { headers: { 'x-gate': 'passed' } } },
    },
    { shows: 'What one of them refuses is refused.', answer: { status: 403 } },
  ],
  seeAlso: ['[composite-outbound](composite-outbound.md)'],
}
