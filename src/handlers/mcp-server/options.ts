import * as z from 'zod'
import { accessOptions } from '../../mcp/access/settings.ts'
import { icons } from '../../mcp/content/icons.ts'
import { profileNames } from '../../mcp/tools/profiles/profile.ts'
import { olderOptions, routeFile } from './older-options.ts'

const operation = z.object({
  file: routeFile,
  id: z
    .string()
    .min(1)
    .describe('operationId of an operation in that file, or a glob of several; `*` stands for any text.'),
})

/** Options of the MCP server handler. */
export const options = z.object({
  name: z
    .string()
    .min(1)
    .default('sallyport')
    .describe('Name that clients are told; text, `sallyport` by default.'),
  version: z
    .string()
    .min(1)
    .default('1.0.0')
    .describe('Version that clients are told; text, `1.0.0` by default.'),
  title: z.string().min(1).optional().describe('Name that clients show to people; text, none by default.'),
  websiteUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Page about the server, for people; URL, none by default.'),
  icons: icons.optional().describe('Pictures that clients may show for the server; list, none by default.'),
  instructions: z
    .string()
    .min(1)
    .optional()
    .describe('How to use the tools together, for the model; text, none by default.'),
  operations: z
    .array(operation)
    .default([])
    .describe('Operations of the project that the server offers, in this order; none by default.'),
  pageSize: z
    .int()
    .min(1)
    .optional()
    .describe('Most entries on one page of a list; number, everything on one page by default.'),
  profile: z
    .enum(profileNames)
    .default('default')
    .describe(
      'What the schemas of tools may use: `strict` for everything, `claude`, `gemini` or `openai` for one family of models, `default` for what all of them take; `default` by default.',
    ),
  clientProfiles: z
    .record(z.string().min(1), z.enum(profileNames))
    .default({})
    .describe(
      'Other profiles for clients of MCP 2026-07-28, by globs of their names, such as `claude*` to `claude`; none by default.',
    ),
  includeOutputSchema: z
    .boolean()
    .default(false)
    .describe(
      'Publish the JSON schema of successful answers, which binds the tools to structured content; false by default.',
    ),
  includeStructuredContent: z
    .boolean()
    .default(false)
    .describe(
      'Give answers that are JSON objects as structured content beside their text; false by default.',
    ),
  streamAfterMs: z
    .int()
    .min(0)
    .max(600_000)
    .default(10_000)
    .describe(
      'How long a call may be quiet before its answer becomes an event stream, where the client accepts one; milliseconds up to 600000, 10000 by default.',
    ),
  keepAliveMs: z
    .int()
    .min(10)
    .max(600_000)
    .default(15_000)
    .describe(
      'How often a quiet event stream shows the client that it lives; milliseconds from 10 to 600000, 15000 by default.',
    ),
  debugMode: z
    .boolean()
    .default(false)
    .describe('Log the tools at start and every MCP request, never its arguments; false by default.'),
  ...accessOptions,
  ...olderOptions,
})

/** {@link options}, checked and with defaults. */
export type McpServerOptions = z.infer<typeof options>
