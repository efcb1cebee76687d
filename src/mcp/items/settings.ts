import * as z from 'zod'
import { accessSettings } from '../access/settings.ts'

/** Settings of `x-zuplo-route.mcp` that prompts, resources and GraphQL operations have in common. */
export const itemSettings = {
  name: z.string().min(1).optional().describe('Name in the MCP server; the operationId by default.'),
  description: z
    .string()
    .min(1)
    .optional()
    .describe("What a model or a person reads before choosing; the operation's own description by default."),
  enabled: z.boolean().default(true).describe('False keeps the operation out of MCP servers that list it.'),
  forwardAuthorization: z
    .boolean()
    .default(false)
    .describe("True lets the operation's handler see the Authorization header of the MCP caller."),
  ...accessSettings,
}

/** Passed on to clients in lists. */
export const itemMeta = z
  .record(z.string(), z.unknown())
  .optional()
  .describe('Passed on to clients as it stands.')

/** Values that clients may offer while an argument is typed. */
export const completions = z
  .record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean()])))
  .optional()
  .describe(
    'Values to complete an argument with, by its name; the values of its enum, or its examples, by default.',
  )
