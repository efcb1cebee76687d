import * as z from 'zod'

/** Options of the policy: there are none. */
export const graphqlDisableIntrospectionOptions = z.object({})
