import * as z from 'zod'

const ofAModel = 'Accepted and not used: nothing is sent to a model here. Default: none.'

/** Options of the policy. */
export const promptInjectionOptions = z.object({
  mode: z
    .enum(['log', 'flag', 'block'])
    .default('block')
    .describe(
      'What happens to an answer that gives orders to a model: `log` writes a warning, `flag` marks the answer too, `block` answers 400, or a tool error, in its place. Default: block.',
    ),
  additionalPatterns: z
    .array(z.string().min(1))
    .max(50)
    .default([])
    .describe(
      'Further signs, as regular expressions of RE2 on lower-case text with single spaces, such as "wire .{1,40} to account", at most 50. Default: none.',
    ),
  disabledRules: z
    .array(z.string())
    .default([])
    .describe('Names of rules that are not applied. Default: none, all are.'),
  apiKey: z.string().optional().describe(ofAModel),
  model: z.string().optional().describe(ofAModel),
  baseUrl: z.string().optional().describe(ofAModel),
  strict: z.boolean().optional().describe(ofAModel),
})

/** Checked {@link promptInjectionOptions}. */
export type PromptInjectionOptions = z.infer<typeof promptInjectionOptions>
