import * as z from 'zod'

/** Options of the URL forward handler. */
export const urlForwardOptions = z.object({
  baseUrl: z
    .string()
    .min(1)
    .describe(
      'URL that the path of the request is appended to; a template: `${env.NAME}`, `${params.id}` and the like.',
    ),
  forwardSearch: z.boolean().default(true).describe('Appends the query of the request; default true.'),
  followRedirects: z
    .boolean()
    .default(false)
    .describe('Follows redirects of the upstream (at most 5) instead of handing them back; default false.'),
})
