import * as z from 'zod'
import { fieldName } from '../../bearer/options.ts'

/** Options of the policy. */
export const requireHeaderOptions = z.object({
  headerName: fieldName.describe('Header that must be there. Required.'),
  headerValue: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(20)])
    .optional()
    .describe('Value it must have, or several of which any will do; best as $env(NAME). Default: any.'),
  failureDetail: z
    .string()
    .min(1)
    .default('Forbidden')
    .describe('What the answer to others says. Default: Forbidden.'),
})
