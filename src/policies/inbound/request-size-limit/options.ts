import * as z from 'zod'

/** Options of the body size limit. */
export const requestSizeLimitOptions = z.object({
  maxSizeInBytes: z.number().int().min(0).describe('Largest body that passes, bytes. Required.'),
  trustContentLengthHeader: z
    .boolean()
    .default(false)
    .describe(
      'Judges by Content-Length alone, where there is one, and leaves the body unread. Default: false, the body is counted.',
    ),
})
