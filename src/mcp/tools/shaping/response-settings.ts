import { compile } from '@jmespath-community/jmespath'
import * as z from 'zod'
import { parseFieldPath } from './field-paths.ts'

const path = z.string().superRefine((text, context) => {
  const problem = parseFieldPath(text)
  if (!problem.ok) context.addIssue({ code: 'custom', message: problem.error })
})

/** What of an answer the model gets. The steps are taken in the order of the keys. */
export const responseSettings = z.object({
  select: z
    .string()
    .superRefine((text, context) => {
      try {
        compile(text)
      } catch (error) {
        context.addIssue({ code: 'custom', message: `This is no JMESPath: ${messageOf(error)}.` })
      }
    })
    .optional()
    .describe('JMESPath; its result is the answer. Default: the whole answer.'),
  pick: z
    .array(path)
    .min(1)
    .optional()
    .describe(
      'Paths of fields to keep, such as `id` and `owner.login`; lists are walked through. Default: all.',
    ),
  omit: z
    .array(path)
    .min(1)
    .optional()
    .describe(
      'Paths of fields to leave out, such as `**._links`; `*` is any text, `**` any depth. Default: none.',
    ),
  rename: z
    .record(path, z.string().min(1))
    .optional()
    .describe('New names of fields by their paths, such as `full_name` to `name`. Default: none.'),
  maxItems: z.int().min(1).optional().describe('Most items of any list; a number, unlimited by default.'),
  maxTokens: z
    .int()
    .min(100)
    .optional()
    .describe(
      'Most tokens of the answer, estimated; lists are cut first, then long texts. Default: unlimited.',
    ),
  overflow: z
    .enum(['link', 'cut'])
    .default('link')
    .describe('What becomes of what was cut: `link` keeps it for ten minutes as a resource, `cut` drops it.'),
})

/** {@link responseSettings}, checked and with defaults. */
export type ResponseSettings = z.infer<typeof responseSettings>

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
}
