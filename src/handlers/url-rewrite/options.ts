import * as z from 'zod'

/** Options of the URL rewrite handler. */
export const urlRewriteOptions = z.object({
  rewritePattern: z
    .string()
    .min(1)
    .describe('The whole URL to call; a template: `${env.API}/books/${params.id}` and the like.'),
  forwardSearch: z.boolean().default(true).describe('Appends the query of the request; default true.'),
  followRedirects: z
    .boolean()
    .default(false)
    .describe('Follows redirects of the upstream (at most 5) instead of handing them back; default false.'),
})
