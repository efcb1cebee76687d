import * as z from 'zod'

/** Options of the WebSocket handler. */
export const webSocketOptions = z.object({
  rewritePattern: z
    .string()
    .min(1)
    .describe(
      'URL of the upstream, which begins with https:// or http://; a template: `${env.LIVE}/rooms/${params.id}${search}` and the like. Required.',
    ),
})
