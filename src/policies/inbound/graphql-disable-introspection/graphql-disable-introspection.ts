import { visit, BREAK, type DocumentNode } from 'graphql'
import { failureReply } from '../../../gateway/failure-response.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { readDocuments } from '../../graphql/read-documents.ts'
import { graphqlDisableIntrospectionOptions } from './options.ts'

/** Refuses GraphQL documents that ask for the schema. */
export const graphqlDisableIntrospection = defineInboundPolicy({
  stage: 'inbound',
  exports: ['GraphQLDisableIntrospectionInboundPolicy'],
  policyTypes: ['graphql-disable-introspection-inbound'],
  options: graphqlDisableIntrospectionOptions,
  create: (_options, { name }) => ({
    name,
    handle: async (exchange) => {
      const read = await readDocuments(exchange)
      if ('problem' in read) return failureReply('SALLYPORT_GRAPHQL_REFUSED', exchange, read.problem)
      return read.documents.some(asksForSchema)
        ? failureReply('SALLYPORT_GRAPHQL_REFUSED', exchange, 'The schema is not told here.')
        : undefined
    },
  }),
})

/** `__typename` is a part of ordinary answers and stays. */
function asksForSchema(document: DocumentNode): boolean {
  let asks = false
  visit(document, {
    Field: ({ name: { value } }) => {
      asks = value === '__schema' || value === '__type'
      return asks ? BREAK : undefined
    },
  })
  return asks
}
