import * as z from 'zod'

/** What the model sees of one argument. */
export const parameterSettings = z
  .object({
    rename: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,64}$/, 'Use up to 64 letters, digits, "_", "-" and ".".')
      .optional()
      .describe('Name the model uses instead; the name in the document by default.'),
    hide: z.boolean().optional().describe('True keeps the argument from the model; false by default.'),
    fix: z
      .unknown()
      .optional()
      .describe('Value that every call sends, hidden from the model; any JSON, none by default.'),
    default: z
      .unknown()
      .optional()
      .describe('Value sent when the model gives none; any JSON, none by default.'),
    description: z
      .string()
      .min(1)
      .optional()
      .describe("What the model reads of it; the document's own by default."),
    header: z
      .string()
      // RFC 9110, 5.6.2: what may name a header field.
      .regex(
        /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/,
        'Write a name that a header field may have, such as Region.',
      )
      .optional()
      .describe('Clients of MCP 2026-07-28 mirror the argument as `Mcp-Param-<header>`; not by default.'),
  })
  .superRefine((settings, context) => {
    if (!Object.hasOwn(settings, 'fix')) return
    for (const key of ['rename', 'default', 'description', 'header'] as const) {
      if (settings[key] === undefined) continue
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `A fixed argument is never seen by the model, so "${key}" has no effect; remove one of the two.`,
      })
    }
  })

/** {@link parameterSettings}, checked. */
export type ParameterSettings = z.infer<typeof parameterSettings>
