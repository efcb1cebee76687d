import * as z from 'zod'

/** Options of the policy that demands a user: none. */
export const requireUserOptions = z.object({})
