import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Answers with examples of the OpenAPI operation, before there is an upstream.',
  text: 'Of every response that fits the options the `example`, or each of the `examples`, can be the answer; where a response has none, one is made from its schema, the same every time. The first fits first, in the order of the document; `"random": true` takes any. The route needs no working handler.',
  operation: {
    responses: {
      200: {
        description: 'The books.',
        content: {
          'application/json': {
            examples: {
              none: { value: { books: [] } },
              one: { value: { books: [{ title: 'Ulysses' }] } },
            },
          },
        },
      },
    },
  },
  inbound: [
    {
      name: 'mock-api',
      handler: {
        export: 'MockApiInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { exampleName: 'one' },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The named example is the answer.',
      answer: { status: 200, body: { books: [{ title: 'Ulysses' }] } },
    },
  ],
  refusesNothing: true,
}
