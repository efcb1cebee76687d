import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Removes every header field of the answer, save those that are named.',
  text: 'The type of the body goes too, unless `content-type` is excluded.',
  outbound: [
    {
      name: 'clear-headers',
      handler: {
        export: 'ClearHeadersOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { exclude: ['content-type', 'x-kept'] },
      },
    },
  ],
  upstream: { headers: { 'x-kept': 'yes', 'x-powered-by': 'a secret recipe' }, body: { title: 'Ulysses' } },
  exchanges: [
    {
      shows: 'The caller gets the fields that are excluded from the clearing.',
      answer: { status: 200, headers: { 'x-kept': 'yes' }, body: { title: 'Ulysses' } },
    },
  ],
  refusesNothing: true,
  seeAlso: [
    '[remove-headers-outbound](remove-headers-outbound.md)',
    '[clear-headers-inbound](clear-headers-inbound.md)',
  ],
}
