import * as z from 'zod'
import type { HandlerSetup } from '../../gateway/handler.ts'

/** A route file, as references of the project format name it. */
export const routeFile = z
  .string()
  .min(1)
  .describe('Route file from the project folder, such as `./config/routes.oas.json`.')

/** How the second generation of the format names operations. */
const operationsOfFile = z.object({
  path: routeFile,
  operationIds: z
    .array(z.string().min(1))
    .optional()
    .describe('operationIds of operations in that file; every operation of the file by default.'),
})

const openApiTool = z.object({
  path: z
    .string()
    .min(1)
    .optional()
    .describe('Path of a route, such as `/books/{id}`, in place of an operationId.'),
  operationId: z.string().min(1).optional().describe('operationId of an operation, in place of a path.'),
  method: z
    .string()
    .min(1)
    .optional()
    .describe('HTTP method of the route at the path; its only one by default.'),
  name: z.string().min(1).optional().describe("Name of the tool; the operation's by default."),
  description: z
    .string()
    .min(1)
    .optional()
    .describe("What the tool does, for the model; the operation's by default."),
  includeOutputSchema: z.boolean().optional().describe("In place of the server's `includeOutputSchema`."),
  includeStructuredContent: z
    .boolean()
    .optional()
    .describe("In place of the server's `includeStructuredContent`."),
})

/** Options of earlier generations of the format that unchanged projects still carry. */
export const olderOptions = {
  openApiFilePaths: z
    .array(z.object({ filePath: routeFile }))
    .default([])
    .describe(
      'Older form: route files whose operations all become tools, but those with `mcp.enabled: false`; none by default.',
    ),
  openApiTools: z
    .array(openApiTool)
    .default([])
    .describe('Older form: routes that become tools, by path or operationId; none by default.'),
  files: z
    .array(operationsOfFile)
    .default([])
    .describe('Older form: operations that become tools, by file; none by default.'),
  tools: z
    .array(operationsOfFile)
    .default([])
    .describe('Older form: another name of `files`; none by default.'),
  prompts: z
    .array(operationsOfFile)
    .default([])
    .describe('Older form: operations that become prompts, by file; none by default.'),
  resources: z
    .array(operationsOfFile)
    .default([])
    .describe('Older form: operations that become resources, by file; none by default.'),
  customTools: z
    .unknown()
    .optional()
    .describe('Oldest form: tools written as code, which are refused; none by default.'),
  openApiSpec: z
    .unknown()
    .optional()
    .describe('Oldest form: a document beside the route files, which is refused; none by default.'),
}

type Older = z.infer<z.ZodObject<typeof olderOptions>>

/** The older options that list operations. */
const lists = ['openApiFilePaths', 'openApiTools', 'files', 'tools', 'prompts', 'resources'] as const

/** True when an older option lists something. */
export function listsByOlderOptions(options: Older): boolean {
  return lists.some((name) => options[name].length > 0)
}

/** Says once that older options have a successor, and refuses those that have none. */
export function judgeOlderOptions(options: Older, setup: HandlerSetup): void {
  const used = lists.filter((name) => options[name].length > 0)
  const [first] = used
  if (first !== undefined) {
    setup.report({
      severity: 'warning',
      code: 'SALLYPORT_MCP_OLDER_OPTION',
      path: [first],
      message: `${used.map((name) => `"${name}"`).join(' and ')}: an older form, which still works.`,
      hint: 'Newer: "operations": [{ "file": "./config/routes.oas.json", "id": "…" }], and "type" in x-zuplo-route.mcp.',
    })
  }
  if (options.customTools !== undefined) {
    refuseOption(
      'customTools',
      'Tools written as code are not served.',
      'Make each a POST route whose handler is the function and whose requestBody is the schema, and list it under "operations".',
      setup,
    )
  }
  if (options.openApiSpec !== undefined) {
    refuseOption(
      'openApiSpec',
      'A document beside the route files is not served.',
      'Move it to config/<name>.oas.json, give its operations handlers, and list them under "operations".',
      setup,
    )
  }
}

function refuseOption(name: string, message: string, hint: string, setup: HandlerSetup): void {
  setup.report({ severity: 'error', code: 'SALLYPORT_MCP_OLDER_OPTION', path: [name], message, hint })
}
