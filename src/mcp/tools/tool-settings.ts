import * as z from 'zod'
import { accessSettings } from '../access/settings.ts'
import { parameterSettings } from './curation/parameter-settings.ts'
import { profileNames } from './profiles/profile.ts'
import { responseSettings } from './shaping/response-settings.ts'

const objectOfAnything = z.record(z.string(), z.unknown())

const graphqlTool = z.object({
  name: z.string().optional().describe('Name of the tool.'),
  description: z.string().optional().describe('What the tool does, for the model.'),
})

/** `x-zuplo-route.mcp` of an operation, and `mcp` of a rule: how an MCP server shows the operation. */
export const toolSettings = z.object({
  type: z
    .enum(['tool', 'prompt', 'resource', 'graphql'])
    .default('tool')
    .describe('What the operation becomes in an MCP server.'),
  name: z.string().min(1).optional().describe('Name in the MCP server; the operationId by default.'),
  title: z.string().min(1).optional().describe("Name for people; the operation's summary by default."),
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
    .describe('Hints for clients; nothing is enforced by them. What is not said follows from the method.'),
  _meta: objectOfAnything.optional().describe('Passed on to clients in tools/list as it stands.'),
  confirm: z
    .union([z.boolean(), z.string().min(1)])
    .default(false)
    .describe(
      'True asks the user before a call of the tool runs; text is the question, with `{argument}` where a value belongs.',
    ),
  parameters: z
    .record(z.string(), parameterSettings)
    .optional()
    .describe('What the model sees of arguments, by their names; as the document has them by default.'),
  profile: z.enum(profileNames).optional().describe("Schema profile of this tool; the server's by default."),
  response: responseSettings.optional().describe('What of an answer the model gets; all of it by default.'),
  includeOutputSchema: z
    .boolean()
    .optional()
    .describe("Publish the schema of successful answers; the server's switch by default."),
  includeStructuredContent: z
    .boolean()
    .optional()
    .describe("Give JSON answers as structured content too; the server's switch by default."),
  validateOutput: z
    .boolean()
    .default(true)
    .describe('False lets answers pass that break a published output schema; true by default.'),
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
