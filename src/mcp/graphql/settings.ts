import * as z from 'zod'
import { itemSettings } from '../items/settings.ts'

const graphqlTool = z.object({
  name: z.string().min(1).optional().describe('Name of the tool.'),
  description: z.string().min(1).optional().describe('What the tool does, for the model.'),
})

/** `x-zuplo-route.mcp` of an operation that is a GraphQL endpoint. */
export const graphqlSettings = z.object({
  type: z.literal('graphql').default('graphql').describe('What the operation becomes in an MCP server.'),
  ...itemSettings,
  introspectionTool: graphqlTool
    .optional()
    .describe(
      'The tool that reads the schema; `graphql_introspect` by default, with the operationId in front where a server has several.',
    ),
  executeTool: graphqlTool
    .optional()
    .describe(
      'The tool that runs queries; `graphql_execute` by default, with the operationId in front where a server has several.',
    ),
  readOnly: z.boolean().default(false).describe('True refuses mutations; false by default.'),
  maxSchemaCharacters: z
    .int()
    .min(1_000)
    .default(40_000)
    .describe(
      'Longest schema that is given at once; a longer one is given as an overview, characters; 40000 by default.',
    ),
})

/** {@link graphqlSettings}, checked and with defaults. */
export type GraphqlSettings = z.infer<typeof graphqlSettings>
