import * as z from 'zod'

/** Options of the policy. */
export const setStatusOptions = z.object({
  status: z
    .int()
    .min(200)
    .max(599)
    .describe('Status of the answer, 200 to 599; 204 and 304 take its body away. Required.'),
  statusText: z
    .string()
    .optional()
    .describe(
      'Accepted and not sent: clients read the status alone, and HTTP/2 has no words for it. Default: none.',
    ),
})
