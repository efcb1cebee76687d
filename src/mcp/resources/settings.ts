import * as z from 'zod'
import { contentAnnotations } from '../content/content.ts'
import { icons } from '../content/icons.ts'
import { completions, itemMeta, itemSettings } from '../items/settings.ts'

/** `x-zuplo-route.mcp` of an operation that is a resource. */
export const resourceSettings = z.object({
  type: z.literal('resource').default('resource').describe('What the operation becomes in an MCP server.'),
  ...itemSettings,
  title: z.string().min(1).optional().describe('Name that clients show to people; the name by default.'),
  uri: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Address of the resource; one with variables, such as `shop://books/{id}{?lang}`, makes it a template; `mcp://resources/` and the name, with the parameters of the route, by default.',
    ),
  mimeType: z
    .string()
    .regex(/^[^\s/;]+\/[^\s/;]+(?:\s*;.*)?$/, 'must be a media type, such as text/plain')
    .optional()
    .describe(
      "Media type of the resource; the operation's documented one, else that of the answer, by default.",
    ),
  size: z.int().min(0).optional().describe('Size clients are told, bytes; none by default.'),
  annotations: contentAnnotations.optional().describe('Hints for clients; none by default.'),
  icons: icons.optional().describe('Pictures that clients may show; none by default.'),
  completions,
  _meta: itemMeta,
})
