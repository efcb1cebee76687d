import * as z from 'zod'

/** Options of the policy. */
export const replaceStringOptions = z.object({
  mode: z
    .enum(['string', 'regexp'])
    .describe('Whether `match` is a text, or a regular expression of RE2. Required.'),
  match: z.string().min(1).describe('What is replaced, everywhere in the text of the answer. Required.'),
  replaceWith: z
    .string()
    .describe(
      'What takes its place. With `regexp`, `$1` and `$<name>` stand for groups and `$$` for a dollar sign. Required.',
    ),
})
