import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Refuses GraphQL requests that ask for the schema.',
  text: '`__schema` and `__type` are refused wherever they stand, in fragments and batches too; `__typename` passes. A tool that reads the schema of this route to explain it to a model is refused with everybody else.',
  method: 'post',
  path: '/graphql',
  inbound: [
    {
      name: 'guard',
      handler: {
        export: 'GraphQLDisableIntrospectionInboundPolicy',
        module: '$import(@zuplo/graphql)',
        options: {},
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
      shows: 'An ordinary query passes.',
      request: { body: { query: '{ books { __typename title } }' } },
      answer: { status: 200, body: { body: { query: '{ books { __typename title } }' } } },
    },
    {
      shows: 'One that asks for the schema is refused.',
      request: { body: { query: '{ __schema { types { name } } }' } },
      answer: { status: 400, body: { code: 'SALLYPORT_GRAPHQL_REFUSED' } },
    },
  ],
  seeAlso: [
    '[graphql-complexity-limit-inbound](graphql-complexity-limit-inbound.md)',
    '[Guards](../../guards.md)',
  ],
}
