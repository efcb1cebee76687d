import * as z from 'zod'
import { fieldName } from '../../bearer/options.ts'

/** Options of the policy. */
export const queryParamToHeaderOptions = z.object({
  queryParam: z.string().min(1).describe('Query parameter to read. Required.'),
  headerName: fieldName.describe('Header to set; what the caller sent in it is replaced. Required.'),
  headerValue: z
    .string()
    .includes('{value}', 'must hold {value}')
    .describe('Value of the header, in which {value} stands for that of the parameter. Required.'),
  removeFromUrl: z
    .boolean()
    .default(true)
    .describe(
      'Takes the parameter out of the URL, so that no upstream and no log of one has it. Default: true.',
    ),
})
