import * as z from 'zod'

/** Options of the OpenAPI handler. */
export const openApiSpecOptions = z.object({
  openApiFilePath: z
    .string()
    .min(1)
    .describe('Route file that is published, such as ./config/routes.oas.json. Required.'),
})
