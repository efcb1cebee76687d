import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Stands for several outbound policies under one name.',
  text: 'On every route the named policies take its place, in their order, when the project is read.',
  outbound: [
    {
      name: 'tidy',
      handler: {
        export: 'CompositeOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { policies: ['hide', 'mark'] },
      },
    },
    {
      name: 'hide',
      handler: {
        export: 'RemoveHeadersOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { headers: ['x-powered-by'] },
      },
    },
    {
      name: 'mark',
      handler: {
        export: 'SetHeadersOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { headers: [{ name: 'x-shop', value: 'books' }] },
      },
    },
  ],
  upstream: { headers: { 'x-powered-by': 'something old' }, body: { title: 'Ulysses' } },
  exchanges: [
    {
      shows: 'Both policies of the composite ran.',
      answer: { status: 200, headers: { 'x-shop': 'books' }, body: { title: 'Ulysses' } },
    },
  ],
  refusesNothing: true,
  seeAlso: ['[composite-inbound](composite-inbound.md)'],
}
