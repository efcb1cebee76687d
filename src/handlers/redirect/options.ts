import * as z from 'zod'

/** Options of the redirect handler. */
export const redirectOptions = z.object({
  location: z
    .string()
    .min(1)
    .regex(/^[\x21-\x7e]+$/, 'must be a URL without spaces, other letters percent-encoded')
    .describe('Where callers are sent: an absolute URL, or a path of this gateway. Required.'),
  status: z
    .union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)])
    .default(302)
    .describe('Status of the answer: 301, 302, 303, 307 or 308. Default: 302.'),
})
