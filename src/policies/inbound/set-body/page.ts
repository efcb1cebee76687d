import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Puts a fixed text in place of the body of the request.',
  text: 'Length and digests follow the new text. A type that described parts of the old body (`multipart/...`) gives way to one that is read off the text.',
  method: 'post',
  inbound: [
    {
      name: 'set-body',
      handler: {
        export: 'SetBodyInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { body: '{"query":"every book"}' },
      },
    },
  ],
  exchanges: [
    {
      shows: 'Whatever the caller sends, the upstream gets the text.',
      request: { body: { title: 'mine' } },
      answer: { status: 200, body: { body: { query: 'every book' } } },
    },
  ],
  refusesNothing: true,
}
