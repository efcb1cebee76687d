import * as z from 'zod'
import { headersToSet } from '../../headers/header-fields.ts'

/** Options of the policy. */
export const setHeadersOptions = z.object({ headers: headersToSet })
