import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql'
import { ok, refuse, type Result } from '../../foundation/result.ts'

/** Most tokens of a query; more is no query a person would write. */
const mostTokens = 10_000

/** Which operations of a document may run. */
export interface QueryRules {
  readonly readOnly: boolean
}

/**
 * Checks a query before it is sent: its syntax, that one operation of it is meant, and that the rules let it run. What
 * it asks for is for the upstream to judge, which knows its schema.
 */
export function judgeQuery(
  query: string,
  operationName: string | undefined,
  { readOnly }: QueryRules,
): Result<'query' | 'mutation', string> {
  const parsed = parseQuery(query)
  if (!parsed.ok) return parsed
  const operations = parsed.value.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const chosen = chooseOperation(operations, operationName)
  if (!chosen.ok) return chosen
  const { operation } = chosen.value
  if (operation === OperationTypeNode.SUBSCRIPTION)
    return refuse('Subscriptions cannot be run by a tool; ask by a query')
  if (operation === OperationTypeNode.MUTATION && readOnly)
    return refuse('This tool runs queries only; it refuses mutations')
  return ok(operation)
}

function parseQuery(query: string): Result<DocumentNode, string> {
  try {
    return ok(parse(query, { maxTokens: mostTokens, noLocation: true }))
  } catch (error) {
    if (error instanceof GraphQLError) {
      const { line, column } = error.locations?.[0] ?? {}
      const place = line === undefined || column === undefined ? '' : ` (line ${line}, column ${column})`
      return refuse(
        `The query is not valid GraphQL: ${error.message.replaceAll(/^Syntax Error: |\.$/g, '')}${place}`,
      )
    }
    // The parser is recursive: a query nested without end exhausts the stack.
    if (error instanceof RangeError) return refuse('The query is nested too deep')
    throw error
  }
}

function chooseOperation(
  operations: readonly OperationDefinitionNode[],
  name: string | undefined,
): Result<OperationDefinitionNode, string> {
  const names = operations.flatMap((node) => node.name?.value ?? [])
  const [first, second] = operations
  if (first === undefined) return refuse('The document holds no operation, only fragments or definitions')
  if (name === undefined) {
    return second === undefined
      ? ok(first)
      : refuse(`The document holds several operations; choose one by "operationName": ${names.join(', ')}`)
  }
  const chosen = operations.find((node) => node.name?.value === name)
  if (chosen !== undefined) return ok(chosen)
  return refuse(
    `The document has no operation "${name}"; it has: ${names.join(', ') || 'one without a name'}`,
  )
}
