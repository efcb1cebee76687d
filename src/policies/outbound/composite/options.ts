import * as z from 'zod'

/** Options of the policy. */
export const compositeOptions = z.object({
  policies: z
    .array(z.string())
    .describe(
      'Names of policies of the same side, in the order they run; a composite may name composites, as long as none contains itself. Required.',
    ),
})
