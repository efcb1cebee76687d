import * as z from 'zod'

const icon = z.object({
  src: z
    .string()
    .regex(/^(?:https?:\/\/|data:image\/)/, 'must be an http(s) URL or a data: URL of an image')
    .describe('Where the picture is: an http(s) URL, or the picture itself as a data: URL.'),
  mimeType: z.string().min(1).optional().describe('Media type of the picture, such as `image/png`.'),
  sizes: z.array(z.string().min(1)).optional().describe('Sizes it suits, such as `48x48` or `any`.'),
  theme: z.enum(['light', 'dark']).optional().describe('The background it is made for.'),
})

/** Pictures a client may show for a server or one of its items (MCP 2025-11-25 and 2026-07-28, basic/index, icons). */
export const icons = z.array(icon)
