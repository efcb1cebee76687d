import * as z from 'zod'
import { accessSettings } from '../access/settings.ts'

const objectOfAnything = z.record(z.string(), z.unknown())

const graphqlTool = z.object({
  name: z.string().optional().describe('Name of the tool.'),
  description: z.string().optional().describe('What the tool does, for the model.'),
})

/** `x-zuplo-route.mcp` of an operation: how an MCP server shows it. */
export const toolSettings = z.object({
  type: z
    .enum(['tool', 'prompt', 'resource', 'graphql'])
    .default('tool')
    .describe('What the operation becomes in an MCP server.'),
  name: z.string().min(1).optional().describe('Name in the MCP server; the operationId by default.'),
  description: z
    .string()
    .min(1)
    .optional()
    .describe("What a model reads before it chooses; the operation's own description by default."),
  enabled: z.boolean().default(true).describe('False keeps the operation out of MCP servers that list it.'),
  annotations: z
    .object({
      title: z.string().optional().describe('Name for people.'),
      readOnlyHint: z.boolean().optional().describe('True when a call changes nothing.'),
      destructiveHint: z.boolean().optional().describe('True when a call may destroy something.'),
      idempotentHint: z.boolean().optional().describe('True when repeating a call adds nothing.'),
      openWorldHint: z.boolean().optional().describe('True when a call reaches beyond a closed system.'),
    })
    .optional()
    .describe('Hints for clients; nothing is enforced by them.'),
  _meta: objectOfAnything.optional().describe('Passed on to clients in tools/list as it stands.'),
  confirm: z
    .union([z.boolean(), z.string().min(1)])
    .default(false)
    .describe(
      'True asks the user before a call of the tool runs; text is the question, with `{argument}` where a value belongs.',
    ),
  forwardAuthorization: z
    .boolean()
    .default(false)
    .describe("True lets the tool's handler see the Authorization header of the MCP caller."),
  ...accessSettings,
  uri: z.string().optional().describe('Address of a resource.'),
  mimeType: z.string().optional().describe('Media type of a resource.'),
  introspectionTool: graphqlTool.optional().describe('The tool that reads a GraphQL schema.'),
  executeTool: graphqlTool.optional().describe('The tool that runs a GraphQL query.'),
})

/** {@link toolSettings}, checked and with defaults. */
export type ToolSettings = z.infer<typeof toolSettings>
