import * as z from 'zod'

/** Options of the MCP proxy handler. */
export const mcpProxyOptions = z.object({
  rewritePattern: z
    .string()
    .regex(
      /^(?:https?:\/\/[^\s$]+|\$\{\s*env\s*\.\s*\w+\s*\})$/,
      'must be an http(s) URL, or ${env.NAME} alone',
    )
    .describe(
      'URL of the MCP server: written out, or `${env.NAME}` alone. It is the same for every request, since sessions belong to one server. Required.',
    ),
  forwardSearch: z.boolean().default(true).describe('Appends the query of the request. Default: true.'),
})
