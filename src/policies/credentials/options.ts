import * as z from 'zod'

/** The option that every policy for credentials has. */
export const allowUnauthenticatedRequests = z
  .boolean()
  .default(false)
  .describe(
    'Lets requests without accepted credentials pass, without a user; for a later policy to judge. Default: false.',
  )
