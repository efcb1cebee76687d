import * as z from 'zod'

/** Options of the policy. */
export const removeQueryParamsOptions = z.object({
  params: z
    .array(z.string().min(1))
    .describe('Names of the query parameters to remove; case matters. Required.'),
})
