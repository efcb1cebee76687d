import * as z from 'zod'

/** Options of the policy. */
export const validateJsonSchemaOptions = z.object({
  validator: z
    .record(z.string(), z.unknown())
    .describe(
      'JSON Schema of the body: `$import(./schemas/book.json)`, a path from the project folder, or the schema itself. Required.',
    ),
})
