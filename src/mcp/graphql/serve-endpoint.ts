import { getIntrospectionQuery } from 'graphql'
import type { Reply } from '../../gateway/exchange.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import type { ToolArguments } from '../tools/plan.ts'
import type { Tool } from '../tools/tool.ts'
import { failedResult, type ToolResult } from '../tools/tool-result.ts'
import { judgeQuery } from './judge-query.ts'
import { readExecution } from './read-execution.ts'
import { readIntrospection } from './read-introspection.ts'
import type { GraphqlSettings } from './settings.ts'

/** Posts a GraphQL request to its endpoint. */
export type Post = (body: JsonObject) => Promise<Reply>

const introspectionQuery = getIntrospectionQuery({ inputValueDeprecation: false })

/** Serves a call of the tool that reads the schema. */
export async function introspectEndpoint(
  args: ToolArguments,
  post: Post,
  { maxSchemaCharacters }: GraphqlSettings,
): Promise<ToolResult> {
  const { types = [], depth = 0 } = args as { types?: string[]; depth?: number }
  return readIntrospection(await post({ query: introspectionQuery }), { types, depth }, maxSchemaCharacters)
}

/** Serves a call of the tool that runs queries; one that is not valid is not sent. */
export async function executeQuery(
  args: ToolArguments,
  post: Post,
  settings: GraphqlSettings,
  tool: Pick<Tool, 'isStructured'>,
): Promise<ToolResult> {
  const { query, variables, operationName } = args as {
    query: string
    variables?: JsonObject
    operationName?: string
  }
  const judged = judgeQuery(query, operationName, settings)
  if (!judged.ok) return failedResult(`${judged.error}.`)
  return readExecution(await post({ query, variables, operationName }), tool)
}
