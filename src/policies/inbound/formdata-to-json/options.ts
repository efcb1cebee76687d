import * as z from 'zod'

/** Options of the policy. */
export const formDataToJsonOptions = z.object({
  badRequestIfNotFormData: z
    .boolean()
    .default(true)
    .describe('Refuses a body that is no form with 400; else it passes unchanged. Default: true.'),
  optionalHoneypotName: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A field that people do not see and leave empty; who fills it in is a robot, and is answered 200 without more. Default: none.',
    ),
})
