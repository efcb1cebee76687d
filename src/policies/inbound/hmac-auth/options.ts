import * as z from 'zod'
import { fieldName } from '../../bearer/options.ts'
import { allowUnauthenticatedRequests } from '../../credentials/options.ts'

/** Options of the HMAC policy. */
export const hmacAuthOptions = z.object({
  secret: z.string().min(1).describe('Secret that the caller signs with, best as $env(NAME). Required.'),
  headerName: fieldName.describe('Header that holds the signature in hexadecimal digits. Required.'),
  allowUnauthenticatedRequests,
})
