import * as z from 'zod'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const

/** Options of the policy. */
export const changeMethodOptions = z.object({
  method: z
    .string()
    .transform((method) => method.toUpperCase())
    .pipe(z.enum(methods))
    .describe('Method the upstream is asked with; a body does not go along with GET and HEAD. Required.'),
})
