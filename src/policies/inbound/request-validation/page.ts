import type { ReferencePage } from '../../../gateway/reference-page.ts'

const validation = {
  name: 'validate',
  handler: {
    export: 'RequestValidationInboundPolicy',
    module: '$import(@zuplo/runtime)',
    options: { validateBody: 'reject-only', validateQueryParameters: 'reject-and-log' },
  },
}

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Refuses requests that do not fit the OpenAPI description of their route.',
  text: 'Looks at the body, the query, the parameters of the path and the headers, each as its own option says. Parameters are read by their `style` and `explode`, and texts count as the numbers and booleans that they spell. A body must have a media type that the route describes; JSON is judged by its schema, other bodies are only required and typed. The 400 lists up to 20 errors with the part, a JSON pointer and the reason, and never quotes the request. Parameters that the document does not name pass. Cookies are not looked at.',
  method: 'post',
  inbound: [validation],
  operation: {
    parameters: [
      { name: 'binding', in: 'query', schema: { type: 'string', enum: ['hardcover', 'paperback'] } },
    ],
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
      shows: 'A request that fits passes.',
      request: { search: '?binding=hardcover', body: { title: 'Emma' } },
      answer: { status: 200, body: { body: { title: 'Emma' } } },
    },
    {
      shows: 'One that does not fit is told why.',
      request: { search: '?binding=stone', body: { title: 1 } },
      answer: {
        status: 400,
        body: {
          code: 'SALLYPORT_REQUEST_INVALID',
          errors: [
            {
              in: 'query',
              pointer: '/binding',
              reason: 'must be equal to one of the allowed values: ["hardcover","paperback"]',
            },
            { in: 'body', pointer: '/title', reason: 'must be string' },
          ],
        },
      },
      tool: { unlike: 'The tool judges its arguments before the route is asked.' },
    },
  ],
  seeAlso: ['[request-size-limit-inbound](request-size-limit-inbound.md)', '[Guards](../../guards.md)'],
}
