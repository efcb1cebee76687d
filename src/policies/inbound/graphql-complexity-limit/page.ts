import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Refuses GraphQL requests that are too deep or ask for too much.',
  text: 'Documents are measured as they are written, without the schema: every field counts one, and those within a field that has a number as `first`, `last` or `limit` count as often. A number in a variable is not known and counts as one. All operations of a batch count together. Documents of more than 10000 tokens, more than 20 operations in a request, fragments that lead back to themselves and requests that name a stored document only are refused.',
  method: 'post',
  path: '/graphql',
  inbound: [
    {
      name: 'guard',
      handler: {
        export: 'GraphQLComplexityLimitInboundPolicy',
        module: '$import(@zuplo/graphql)',
        options: { useDepthLimit: { depthLimit: 2 }, useComplexityLimit: { complexityLimit: 100 } },
      },
    },
  ],
  operation: {
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
        },
      },
    },
  },
  exchanges: [
    {
      shows: 'A small query passes.',
      request: { body: { query: '{ books { title } }' } },
      answer: { status: 200, body: { body: { query: '{ books { title } }' } } },
    },
    {
      shows: 'One that asks for too many fields is refused.',
      request: { body: { query: '{ books(first: 500) { title } }' } },
      answer: { status: 400, body: { code: 'SALLYPORT_GRAPHQL_REFUSED' } },
    },
  ],
  seeAlso: [
    '[graphql-disable-introspection-inbound](graphql-disable-introspection-inbound.md)',
    '[Guards](../../guards.md)',
  ],
}
