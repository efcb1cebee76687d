import * as z from 'zod'

/** Options of the policy. */
export const setBodyOptions = z.object({
  body: z.string().describe('Text of the body, whatever the caller sent; empty = no body. Required.'),
})
