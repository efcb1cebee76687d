import * as z from 'zod'
import { icons } from '../content/icons.ts'
import { completions, itemMeta, itemSettings } from '../items/settings.ts'

/** `x-zuplo-route.mcp` of an operation that is a prompt. */
export const promptSettings = z.object({
  type: z.literal('prompt').default('prompt').describe('What the operation becomes in an MCP server.'),
  ...itemSettings,
  title: z.string().min(1).optional().describe('Name that clients show to people; none by default.'),
  icons: icons.optional().describe('Pictures that clients may show; none by default.'),
  completions,
  _meta: itemMeta,
})
