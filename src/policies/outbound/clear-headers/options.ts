import * as z from 'zod'
import { headersToKeep } from '../../headers/header-fields.ts'

/** Options of the policy. */
export const clearHeadersOptions = z.object({ exclude: headersToKeep })
