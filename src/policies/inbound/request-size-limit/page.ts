import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Refuses requests whose body is larger than the route wants.',
  text: 'The limit of the gateway (`limits.bodyBytes`) holds beside it, so this one can only be narrower. A body without `Content-Length` is counted.',
  method: 'post',
  inbound: [
    {
      name: 'size',
      handler: {
        export: 'RequestSizeLimitInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { maxSizeInBytes: 32 },
      },
    },
  ],
  operation: {
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] },
        },
      },
    },
  },
  exchanges: [
    {
      shows: 'A small body passes.',
      request: { headers: { 'content-type': 'application/json' }, body: { title: 'Emma' } },
      answer: { status: 200, body: { body: { title: 'Emma' } } },
    },
    {
      shows: 'A larger one is refused.',
      request: {
        headers: { 'content-type': 'application/json' },
        body: { title: 'The Life and Opinions of Tristram Shandy, Gentleman' },
      },
      answer: { status: 413, body: { code: 'SALLYPORT_LIMIT_BODY_SIZE' } },
    },
  ],
  seeAlso: ['[rate-limit-inbound](rate-limit-inbound.md)', '[Limits](../../limits.md)'],
}
