import * as z from 'zod'

/** Options of the policy. */
export const setQueryParamsOptions = z.object({
  params: z
    .array(
      z.object({
        name: z.string().min(1).describe('Name of the parameter; case matters. Required.'),
        value: z.string().describe('Value of the parameter, not yet encoded. Required.'),
        overwrite: z
          .boolean()
          .default(true)
          .describe('Replaces every value that is already there. Default: true.'),
      }),
    )
    .describe('Query parameters to set, in order. Required.'),
})
