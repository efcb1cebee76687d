import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql'
import type { Reply } from '../../gateway/exchange.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { failedResult, type ToolResult } from '../tools/tool-result.ts'
import { printTypes, type SchemaSelection } from './print-types.ts'
import { hasErrors, readGraphqlAnswer } from './read-execution.ts'

/** Reads the answer to an introspection query into the schema definition language. */
export async function readIntrospection(
  reply: Reply,
  selection: SchemaSelection,
  limit: number,
): Promise<ToolResult> {
  const answer = await readGraphqlAnswer(reply)
  if (!answer.ok) return failedResult(answer.error)
  const { text, value } = answer.value
  if (hasErrors(value)) return failedResult(`The schema cannot be read: ${text}`)
  const schema = buildSchema(value['data'])
  if (typeof schema === 'string') return failedResult(`The schema cannot be read: ${schema}`)
  const printed = printTypes(schema, selection, limit)
  if (!printed.ok) return failedResult(`${printed.error}.`)
  return { content: [{ type: 'text', text: printed.value }] }
}

/** The schema, or why there is none. */
function buildSchema(data: unknown): GraphQLSchema | string {
  if (!isJsonObject(data) || !isJsonObject(data['__schema'])) return 'the answer holds none.'
  try {
    return buildClientSchema(data as unknown as IntrospectionQuery)
  } catch (error) {
    return error instanceof Error ? error.message : 'the answer is not a schema.'
  }
}
