import * as z from 'zod'
import { headersToRemove } from '../../headers/header-fields.ts'

/** Options of the policy. */
export const removeHeadersOptions = z.object({ headers: headersToRemove })
