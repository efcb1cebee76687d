import type { DocumentNode } from 'graphql'
import { failureReply } from '../../../gateway/failure-response.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { measureDocument } from '../../graphql/measure-document.ts'
import { readDocuments } from '../../graphql/read-documents.ts'
import { graphqlComplexityLimitOptions, type GraphqlComplexityLimitOptions } from './options.ts'

const none: ReadonlySet<string> = new Set()

/** Refuses GraphQL documents that are too deep or ask for too much. */
export const graphqlComplexityLimit = defineInboundPolicy({
  stage: 'inbound',
  exports: ['GraphQLComplexityLimitInboundPolicy'],
  policyTypes: ['graphql-complexity-limit-inbound'],
  options: graphqlComplexityLimitOptions,
  create: (options, { name }) => {
    const ignored = new Set(options.useDepthLimit?.ignore)
    return {
      name,
      handle: async (exchange) => {
        const read = await readDocuments(exchange)
        const problem = 'problem' in read ? read.problem : judge(read.documents, options, ignored)
        return problem === undefined
          ? undefined
          : failureReply('SALLYPORT_GRAPHQL_REFUSED', exchange, problem)
      },
    }
  },
})

function judge(
  documents: readonly DocumentNode[],
  { useDepthLimit, useComplexityLimit }: GraphqlComplexityLimitOptions,
  ignored: ReadonlySet<string>,
): string | undefined {
  let complexity = 0
  for (const document of documents) {
    const measured = measureDocument(document, none)
    const counted = measureDocument(document, ignored)
    if (measured === undefined || counted === undefined) return 'A fragment leads back to itself.'
    complexity += measured.complexity
    if (useDepthLimit !== undefined && counted.depth > useDepthLimit.depthLimit)
      return `The document is ${counted.depth} fields deep; the limit is ${useDepthLimit.depthLimit}.`
  }
  if (useComplexityLimit === undefined || complexity <= useComplexityLimit.complexityLimit) return undefined
  return `The request asks for ${complexity} fields; the limit is ${useComplexityLimit.complexityLimit}.`
}
